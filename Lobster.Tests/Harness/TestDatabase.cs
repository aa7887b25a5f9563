using Lobster.Core;
using Lobster.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Lobster.Tests.Harness;

/// <summary>
/// A fresh, migrated database of one test, with clocks that stand still until told to move. It is a copy of a template that is
/// migrated once in a run.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Unsynced Unsynced = new();
    private readonly TestFolder? folder;
    private readonly ServiceProvider services;

    private TestDatabase(DatabaseProvider provider, string connectionString, TestFolder? folder)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.folder = folder;
        Clock = new BusinessClock(Time);
        services = Compose().BuildServiceProvider();
    }

    /// <summary>Which database it is.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>How to reach it, also from another process.</summary>
    public string ConnectionString { get; }

    /// <summary>The system clock of the test: 2026-01-05 12:00 UTC until advanced. Pauses between tries of a transaction are real.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The business clock over <see cref="Time"/>.</summary>
    public BusinessClock Clock { get; }

    /// <summary>Kills the use cases' work at a commit.</summary>
    public Crash Crash { get; } = new();

    /// <summary>What the program registers for this database.</summary>
    public IServiceProvider Services => services;

    /// <summary>Runs use cases.</summary>
    public Transactions Transactions => services.GetRequiredService<Transactions>();

    /// <summary>Makes contexts.</summary>
    public IDbContextFactory<LobsterDbContext> Factory => services.GetRequiredService<IDbContextFactory<LobsterDbContext>>();

    /// <summary>Makes a database.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.PostgreSQL)
            return new TestDatabase(provider, await PostgresServer.CreateDatabaseAsync(await DatabaseTemplate.PostgresAsync()), null);
        var folder = TestFolder.Create("database");
        File.Copy(await DatabaseTemplate.SqliteAsync(), folder.At("lobster.db"));
        return new TestDatabase(provider, "Data Source=" + folder.At("lobster.db"), folder);
    }

    /// <summary>A context of the caller's own.</summary>
    public LobsterDbContext Open() => Factory.CreateDbContext();

    /// <summary>The registrations of this database, for tests that add to them; clocks and logs included.</summary>
    public ServiceCollection Compose()
    {
        var all = new ServiceCollection();
        all.AddLogging();
        // The pause before another try must end although nobody advances the test's clock.
        all.AddSingleton(TimeProvider.System);
        all.AddSingleton(Clock);
        all.AddLobsterDatabase(Provider, ConnectionString);
        all.ConfigureDbContext<SqliteLobsterDbContext>(o => o.AddInterceptors(Unsynced, Crash));
        all.ConfigureDbContext<PostgresLobsterDbContext>(o => o.AddInterceptors(Crash));
        return all;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Provider == DatabaseProvider.Sqlite)
        {
            await using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        folder?.Dispose();
    }
}
