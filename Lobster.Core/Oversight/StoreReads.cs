using Lobster.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Asks the database about itself.</summary>
internal static class StoreReads
{
    public static async Task<StoreHealth> StoreAsync(this LobsterDbContext db, CancellationToken cancellationToken)
    {
        var schema = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault() ?? "";
        if (!db.Database.IsSqlite())
            return new StoreHealth("PostgreSQL " + await AskAsync<string>(db, "SELECT current_setting('server_version') AS \"Value\"", cancellationToken),
                await AskAsync<long>(db, "SELECT pg_database_size(current_database()) AS \"Value\"", cancellationToken), null, schema);
        var bytes = await AskAsync<long>(db, "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()", cancellationToken);
        var log = new FileInfo(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + "-wal");
        return new StoreHealth("SQLite " + await AskAsync<string>(db, "SELECT sqlite_version() AS \"Value\"", cancellationToken), bytes, log.Exists ? log.Length : 0, schema);
    }

    private static Task<T> AskAsync<T>(LobsterDbContext db, string sql, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<T>(sql).SingleAsync(cancellationToken);
}
