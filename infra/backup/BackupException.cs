namespace Billing.Backup;

/// <summary>The copy or the restore cannot go on; the message says why.</summary>
internal sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
