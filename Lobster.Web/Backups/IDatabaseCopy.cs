namespace Lobster.Web.Backups;

/// <summary>Copies one kind of database into a file and back.</summary>
internal interface IDatabaseCopy
{
    /// <summary>Writes all of one moment's database into an empty file, while panels go on writing.</summary>
    /// <exception cref="BackupException">It cannot.</exception>
    Task WriteAsync(string file, CancellationToken cancellationToken);

    /// <summary>The schema's migrations that a backup holds. Checks that the file is whole and of this kind of database.</summary>
    /// <exception cref="BackupException">It is not.</exception>
    Task<IReadOnlyList<string>> MigrationsAsync(string file, CancellationToken cancellationToken);

    /// <summary>Whether nothing would be lost by a restore.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken);

    /// <summary>Puts a backup in the place of the database, all or nothing.</summary>
    /// <returns>Where the former database is kept; null when it is gone or there was none.</returns>
    /// <exception cref="BackupException">A panel still uses the database, or the backup cannot be read.</exception>
    Task<string?> ReplaceAsync(string file, CancellationToken cancellationToken);
}
