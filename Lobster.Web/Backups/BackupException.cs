namespace Lobster.Web.Backups;

/// <summary>A backup or a restore cannot be done: one sentence for the operator.</summary>
internal sealed class BackupException(string sentence) : Exception(sentence);
