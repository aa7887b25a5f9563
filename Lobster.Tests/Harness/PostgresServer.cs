using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Tests.Harness;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Lobster.Tests.Harness;

/// <summary>
/// The run's own PostgreSQL: a new cluster in a temp folder, on loopback, on a free port, started by the first test that
/// asks and gone with the run. An installed server, running or not, is left alone. Safe for use from many tests at once.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string SuperUser = "lobster";
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static ChildProcess? server;
    private static string? connection;
    private static int databases;

    /// <summary>A connection string to the maintenance database of the running server.</summary>
    internal static async Task<string> ConnectionAsync()
    {
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return connection ??= await StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Makes a database, empty or as a copy of another one that nobody is connected to, and answers its connection string.</summary>
    internal static async Task<string> CreateDatabaseAsync(string? template = null, string? name = null)
    {
        var admin = await ConnectionAsync();
        name ??= "t" + Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        // FILE_COPY beats the default write-ahead-logged copy for the small templates of tests, where nothing is ever synced.
        var sql = template is null ? $"create database \"{name}\"" : $"create database \"{name}\" template \"{template}\" strategy file_copy";
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(admin) { Database = name, MaxPoolSize = 60 }.ConnectionString;
    }

    /// <summary>Stops the server, if any test needed it; its guard deletes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    private static async Task<string> StartAsync()
    {
        var programs = PostgresPrograms.Folder
            ?? throw TestRun.Missing("PostgreSQL is not installed: apt-get install postgresql, or run ./test --quick.");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            server = await StartAsync(programs, port);
            try
            {
                await server.LineAsync("ready to accept connections");
                return $"Host=127.0.0.1;Port={port};Username={SuperUser};Database=postgres;Include Error Detail=true";
            }
            catch (InvalidOperationException) when (attempt < 3 && server.Output.Contains("in use", StringComparison.Ordinal))
            {
                // Somebody took the port between our look and the server's; the folder went with that server.
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<ChildProcess> StartAsync(string programs, int port)
    {
        // The server refuses to run as root.
        var user = Environment.UserName == "root" ? "postgres" : null;
        var folder = Path.Combine(Path.GetTempPath(), "lobster-postgres-" + Guid.NewGuid().ToString("N"));
        var made = await ChildProcess.RunAsync(
            [Path.Combine(programs, "initdb"), "-D", folder, "-U", SuperUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], asUser: user);
        if (made.Code != 0) throw new InvalidOperationException("initdb failed:\n" + made.Output);
        return await ChildProcess.StartAsync(
            [
                Path.Combine(programs, "postgres"), "-D", folder,
                "-p", port.ToString(CultureInfo.InvariantCulture), .. Settings.SelectMany(s => new[] { "-c", s }),
            ],
            asUser: user, lastSignal: "QUIT", deleteAfterwards: folder);
    }

    // Speed instead of durability: nothing here outlives the run.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
        "max_connections=200", "shared_buffers=64MB", "max_wal_size=256MB", "autovacuum=off", "log_min_messages=log", "log_checkpoints=off",
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
