namespace Billing.LocalHost.Startup;

/// <summary>Why the host does not start, in words for the person in front of it.</summary>
public sealed class StartupRefusedException(string message, Exception? cause = null) : Exception(message, cause);
