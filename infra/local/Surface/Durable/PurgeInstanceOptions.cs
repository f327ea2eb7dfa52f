namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is purged; the development host knows no recursive purge.</summary>
public record PurgeInstanceOptions(bool Recursive = false);
