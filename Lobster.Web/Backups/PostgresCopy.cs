using Lobster.Core.Data;
using Lobster.Web.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lobster.Web.Backups;

/// <summary>Copies a PostgreSQL database by <c>pg_dump</c> and <c>pg_restore</c>, in the custom format.</summary>
internal sealed class PostgresCopy(StoreSettings store, IDbContextFactory<LobsterDbContext> factory, TimeProvider time) : IDatabaseCopy
{
    private const string Aside = "before_restore";
    private readonly PostgresTool tool = new(store.ConnectionString);

    /// <inheritdoc/>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        await tool.RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--no-password", "--file", file], cancellationToken);
        await tool.RunAsync("pg_restore", ["--list", file], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> MigrationsAsync(string file, CancellationToken cancellationToken)
    {
        await using (var stream = File.OpenRead(file))
        {
            var head = new byte[5];
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < 5 || !head.AsSpan().SequenceEqual("PGDMP"u8))
                throw new BackupException($"{file} is not a dump of PostgreSQL's custom format, and this panel is set to PostgreSQL.");
        }

        var script = await tool.RunAsync("pg_restore", ["--data-only", "--table=__EFMigrationsHistory", "--file=-", file], cancellationToken);
        var rows = script.Split('\n').SkipWhile(l => !l.StartsWith("COPY ", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.StartsWith("\\.", StringComparison.Ordinal));
        List<string> found = [.. rows.Select(l => l.Split('\t')[0])];
        return found.Count > 0 ? found : throw new BackupException($"{file} is not a backup of a panel.");
    }

    /// <inheritdoc/>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)) return true;
        return await AskAsync("SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')", cancellationToken) == 0;
    }

    /// <inheritdoc/>
    public async Task<string?> ReplaceAsync(string file, CancellationToken cancellationToken)
    {
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(cancellationToken)) await creator.CreateAsync(cancellationToken);
        }

        await DemandAloneAsync(cancellationToken);
        // What is there waits under another name, so that a restore that fails can be undone.
        await AskAsync($"DROP SCHEMA IF EXISTS {Aside} CASCADE; ALTER SCHEMA public RENAME TO {Aside}; CREATE SCHEMA public", cancellationToken);
        try
        {
            string[] words = ["--dbname", tool.Database, "--no-owner", "--no-privileges", "--no-comments", "--no-password", "--single-transaction", "--exit-on-error", file];
            await tool.RunAsync("pg_restore", words, cancellationToken);
        }
        catch
        {
            await AskAsync($"DROP SCHEMA public CASCADE; ALTER SCHEMA {Aside} RENAME TO public", CancellationToken.None);
            throw;
        }

        await AskAsync($"DROP SCHEMA {Aside} CASCADE", CancellationToken.None);
        return null;
    }

    // The server takes a moment to end a session whose client has gone, ours and those of a panel that just stopped.
    private async Task DemandAloneAsync(CancellationToken cancellationToken)
    {
        const string count = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        // Looking whether the database exists left a session of our own in the pool.
        NpgsqlConnection.ClearAllPools();
        for (var left = 30; await AskAsync(count, cancellationToken) is > 0 and var others; left--)
        {
            if (left == 0) throw new BackupException($"{others} other sessions are connected to the database; stop every panel first.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private async Task<long> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        return await command.ExecuteScalarAsync(cancellationToken) is long count ? count : 0;
    }
}
