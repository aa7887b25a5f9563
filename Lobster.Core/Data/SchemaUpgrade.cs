using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lobster.Core.Data;

/// <summary>Brings the database to the schema of this program, one program at a time, and refuses one that is newer.</summary>
public static class SchemaUpgrade
{
    // "lobster" as a number; any program that upgrades this database takes this advisory lock first.
    private const long AdvisoryLock = 0x6C6F6273746572;

    /// <summary>
    /// Creates the database if there is none and applies the migrations it lacks, while no other program does. A program that was
    /// killed in the middle of this leaves no lock behind.
    /// </summary>
    /// <returns>The names of the migrations that were applied; empty when there was nothing to do.</returns>
    /// <exception cref="SchemaTooNewException">A newer program has upgraded the database.</exception>
    /// <exception cref="TimeoutException">Another program has held the lock for a minute.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(LobsterDbContext db, TimeProvider time, CancellationToken cancellationToken = default)
    {
        await using var turn = db.Database.IsSqlite()
            ? await SqliteTurnAsync(db, time, cancellationToken)
            : await PostgresTurnAsync(db, cancellationToken);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Except(db.Database.GetMigrations()).ToList() is { Count: > 0 } unknown) throw new SchemaTooNewException(unknown);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0) await db.Database.MigrateAsync(cancellationToken);
        // Kept in the file: readers and the one writer do not wait for each other.
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        return pending;
    }

    // The kernel gives a file lock back however its holder ended. EF's own lock is a row, which a killed holder would leave for ever:
    // whoever has the file lock may take it away.
    private static async Task<IAsyncDisposable> SqliteTurnAsync(LobsterDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var started = time.GetTimestamp();
        FileStream? turn = null;
        while (turn is null)
        {
            try
            {
                turn = new FileStream(file + ".upgrade", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException)
            {
                if (time.GetElapsedTime(started) > TimeSpan.FromMinutes(1))
                    throw new TimeoutException($"Another program has been upgrading {file} for a minute.", e);
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            }
        }
        if (File.Exists(file)) await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        else CreatePrivate(file);
        return turn;
    }

    // An empty file is an empty database; SQLite gives its companions the same permissions. Customers' data is for the owner only.
    private static void CreatePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
    }

    // The lock belongs to a session of its own and ends with it.
    private static async Task<IAsyncDisposable> PostgresTurnAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken)) await CreateAsync(creator, cancellationToken);
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await session.OpenAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(@lock)", session) { CommandTimeout = 60 };
        take.Parameters.AddWithValue("lock", AdvisoryLock);
        await take.ExecuteNonQueryAsync(cancellationToken);
        return session;
    }

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another panel that starts at the same moment was first.
        }
    }
}
