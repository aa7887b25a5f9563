using System.Globalization;
using Lobster.Web.Configuration;
using Microsoft.Data.Sqlite;

namespace Lobster.Web.Backups;

/// <summary>Copies a SQLite database by SQLite's own online backup. The copy is a database file like any other.</summary>
internal sealed class SqliteCopy(StoreSettings store, TimeProvider time) : IDatabaseCopy
{
    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    private string Live => new SqliteConnectionStringBuilder(store.ConnectionString).DataSource;

    /// <inheritdoc/>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(Live)) throw new BackupException($"There is no database at {Live}.");
        await using (var source = await OpenAsync(Live, cancellationToken))
        await using (var target = await OpenAsync(file, cancellationToken))
            // One step: all pages of one snapshot. In write-ahead mode it holds no writer up.
            source.BackupDatabase(target);
        await SettleAsync(file, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> MigrationsAsync(string file, CancellationToken cancellationToken)
    {
        if (!await HasMagicAsync(file, cancellationToken)) throw new BackupException($"{file} is not a SQLite database, and this panel is set to SQLite.");
        try
        {
            await using var connection = await OpenAsync(file, cancellationToken, SqliteOpenMode.ReadOnly);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = new List<string>();
            while (await reader.ReadAsync(cancellationToken)) found.Add(reader.GetString(0));
            return found;
        }
        catch (SqliteException e)
        {
            throw new BackupException($"{file} is not a backup of a panel: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Live) || new FileInfo(Live).Length == 0) return true;
        await using var connection = await OpenAsync(Live, cancellationToken);
        return await ScalarAsync(connection, "SELECT COUNT(*) FROM sqlite_master", cancellationToken) is 0L;
    }

    /// <inheritdoc/>
    public async Task<string?> ReplaceAsync(string file, CancellationToken cancellationToken)
    {
        var draft = $"{Live}.restoring-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.GetDirectoryName(Live)!);
        try
        {
            await PrivateFile.CopyAsync(file, draft, cancellationToken);
            await SettleAsync(draft, cancellationToken);
            string? kept = null;
            if (File.Exists(Live))
            {
                await CloseAsync(cancellationToken);
                kept = $"{Live}.before-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
                File.Move(Live, kept);
            }

            File.Move(draft, Live);
            return kept;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // Folds the write-ahead log into the file, which only the last one who uses a database may do.
    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(Live, cancellationToken);
            connection.DefaultTimeout = 1;
            if (await ScalarAsync(connection, "PRAGMA journal_mode = DELETE", cancellationToken) is "delete") return;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            // Said below.
        }

        throw new BackupException("A panel is still using the database; stop it first.");
    }

    // A copy says in its header that it has a log beside it; it must be one file, and whole.
    private static async Task SettleAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(file, cancellationToken);
        await ScalarAsync(connection, "PRAGMA journal_mode = DELETE", cancellationToken);
        if (await ScalarAsync(connection, "PRAGMA quick_check(1)", cancellationToken) is not "ok") throw new BackupException($"{file} is damaged.");
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellationToken, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<bool> HasMagicAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var head = new byte[Magic.Length];
        return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) == head.Length && head.AsSpan().SequenceEqual(Magic);
    }
}
