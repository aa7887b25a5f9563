using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(DatabaseTemplate))]

namespace Lobster.Tests.Harness;

/// <summary>One migrated, empty database of each kind, made when a test first needs it, copied for every test.</summary>
public sealed class DatabaseTemplate : IDisposable
{
    private const string PostgresName = "template_lobster";
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestFolder? folder;
    private static bool postgres;

    /// <summary>The file of the SQLite template.</summary>
    internal static Task<string> SqliteAsync() => OnceAsync(async () =>
    {
        if (folder is not null) return folder.At("template.db");
        var made = TestFolder.Create("template");
        var connectionString = "Data Source=" + made.At("template.db");
        await using (var db = new SqliteLobsterDbContext(new DbContextOptionsBuilder<SqliteLobsterDbContext>().UseSqlite(connectionString).Options))
            await SchemaUpgrade.RunAsync(db, TimeProvider.System);
        // The last connection to close writes the log back into the file.
        await using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        folder = made;
        return folder.At("template.db");
    });

    /// <summary>The name of the PostgreSQL template.</summary>
    internal static Task<string> PostgresAsync() => OnceAsync(async () =>
    {
        if (postgres) return PostgresName;
        var connectionString = await PostgresServer.CreateDatabaseAsync(name: PostgresName);
        await using (var db = new PostgresLobsterDbContext(new DbContextOptionsBuilder<PostgresLobsterDbContext>().UseNpgsql(connectionString).Options))
            await SchemaUpgrade.RunAsync(db, TimeProvider.System);
        // A database can be copied only while nobody is connected to it.
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        postgres = true;
        return PostgresName;
    });

    /// <summary>Deletes the file; the server's databases go with the server.</summary>
    public void Dispose() => folder?.Dispose();

    private static async Task<string> OnceAsync(Func<Task<string>> make)
    {
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await make();
        }
        finally
        {
            Gate.Release();
        }
    }
}
