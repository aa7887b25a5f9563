using System.Text.RegularExpressions;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Harness;

/// <summary>
/// The real program in a process of its own, from the build output, with its own database, master key and port.
/// It can be killed and started again on the same data and the same address.
/// </summary>
internal sealed partial class PanelProcess : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly Dictionary<string, string?> environment;
    private ChildProcess? child;

    private PanelProcess(TestFolder folder, Dictionary<string, string?> environment)
    {
        this.folder = folder;
        this.environment = environment;
    }

    /// <summary>Where it answers, with a slash at the end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What it has printed since its last start.</summary>
    public string Output => child?.Output ?? "";

    /// <summary>Its folder with the master key and, on SQLite, the database.</summary>
    public string DataFolder => folder.Path;

    /// <summary>Starts it in Development on a new, migrated database, which it fills with its demo, and waits until it is healthy.</summary>
    /// <param name="kind">The database.</param>
    /// <param name="settings">Configuration by its keys, such as <c>Lobster:Seed:Demo</c>; overrides what the harness sets.</param>
    public static async Task<PanelProcess> StartAsync(DatabaseProvider kind = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var panel = await PrepareAsync(kind, settings, isMigrated: true);
        try
        {
            await panel.RestartAsync();
            return panel;
        }
        catch
        {
            await panel.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a second program on the same database with the same master key, as another node.</summary>
    public async Task<PanelProcess> JoinAsync()
    {
        var other = new PanelProcess(TestFolder.Create("panel"), new Dictionary<string, string?>(environment) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        try
        {
            await other.RestartAsync();
            return other;
        }
        catch
        {
            await other.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again on the same address after an earlier start, and waits until it is healthy.</summary>
    public async Task RestartAsync()
    {
        if (child is not null) await child.DisposeAsync();
        child = await ChildProcess.StartAsync(["dotnet", Program], environment);
        var line = await child.LineAsync("Now listening on: http://");
        Address = new Uri(ListeningOn().Match(line).Groups[1].Value.TrimEnd('/') + "/");
        environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        using var client = Client();
        await Wait.UntilAsync("/healthz", async () => (await client.GetAsync("healthz")).IsSuccessStatusCode);
    }

    /// <summary>Ends it without any warning, as a power cut would.</summary>
    public Task KillAsync() => Running.EndWithAsync("KILL");

    /// <summary>Asks it to stop, as an operator would, and answers its exit code.</summary>
    public Task<int> StopAsync() => Running.EndWithAsync("TERM");

    /// <summary>Runs a verb, such as <c>verify</c>, on the same data; the program may be running or not.</summary>
    public Task<Finished> VerbAsync(params string[] verb) => ChildProcess.RunAsync(["dotnet", Program, .. verb], environment);

    /// <summary>Changes a setting for the next start or verb.</summary>
    public void Set(string key, string? value) => environment[Variable(key)] = value;

    /// <summary>Waits for a printed line that contains a text, and answers that line.</summary>
    public Task<string> LineAsync(string containing) => Running.LineAsync(containing);

    /// <summary>A context on its database, beside it.</summary>
    public LobsterDbContext OpenDatabase()
    {
        var connection = environment[Variable("ConnectionStrings:Lobster")];
        return environment[Variable("Lobster:Database:Provider")] == nameof(DatabaseProvider.Sqlite)
            ? new SqliteLobsterDbContext(new DbContextOptionsBuilder<SqliteLobsterDbContext>().UseSqlite(connection).Options)
            : new PostgresLobsterDbContext(new DbContextOptionsBuilder<PostgresLobsterDbContext>().UseNpgsql(connection).Options);
    }

    /// <summary>A client of this panel; the caller disposes it.</summary>
    public HttpClient Client() => new() { BaseAddress = Address, Timeout = TestRun.Patience };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Shown with a test that failed: a page that answered 500 says no more than that.
        if (Complaints() is { Length: > 0 } said) TestContext.Current.TestOutputHelper?.WriteLine($"The panel complained:\n{said}");
        if (child is not null) await child.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Makes folder, database and configuration without starting the program, for its verbs.</summary>
    /// <param name="kind">The database.</param>
    /// <param name="settings">Configuration by its keys; overrides what the harness sets.</param>
    /// <param name="isMigrated">Whether the database has its schema already, or is quite empty.</param>
    public static async Task<PanelProcess> PrepareAsync(
        DatabaseProvider kind = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string?>? settings = null, bool isMigrated = false)
    {
        var folder = TestFolder.Create("panel");
        var connection = kind == DatabaseProvider.Sqlite
            ? "Data Source=" + folder.At("lobster.db")
            : await PostgresServer.CreateDatabaseAsync(isMigrated ? await DatabaseTemplate.PostgresAsync() : null);
        if (isMigrated && kind == DatabaseProvider.Sqlite) File.Copy(await DatabaseTemplate.SqliteAsync(), folder.At("lobster.db"));
        Dictionary<string, string?> environment = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPNETCORE_CONTENTROOT"] = ProgramFolder,
            ["DOTNET_PRINT_TELEMETRY_MESSAGE"] = "false",
            // It lives for seconds: what it would learn about itself never pays, nor does what makes passwords slow to guess.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCountingDelayMs"] = "EA60", // a minute, in hexadecimal: nothing is compiled twice before
            [Variable("Lobster:Security:PasswordIterations")] = "1000",
            [Variable("ConnectionStrings:Lobster")] = connection,
            [Variable("Lobster:Database:Provider")] = kind.ToString(),
            [Variable("Lobster:Sandbox:DataDirectory")] = folder.Path,
            [Variable("Lobster:Security:MasterKeyFile")] = Path.Combine(folder.Path, "master.pem"),
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>()) environment[Variable(key)] = value;
        return new PanelProcess(folder, environment);
    }

    // Told once: a sweep that is held says so every few seconds.
    private string Complaints()
    {
        const int Most = 120;
        List<List<string>> blocks = [];
        foreach (var line in Output.Split('\n'))
        {
            if (Level().IsMatch(line)) blocks.Add([]);
            if (blocks.Count > 0) blocks[^1].Add(line);
        }

        var bad = blocks.Where(b => Bad().IsMatch(b[0])).DistinctBy(b => Digits().Replace(string.Join('\n', b), ""));
        return string.Join('\n', bad.SelectMany(b => b).TakeLast(Most));
    }

    private ChildProcess Running => child ?? throw new InvalidOperationException("The panel was not started.");

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    // The tests' own build is Debug or Release; the program beside it was built the same way.
    private static string ProgramFolder => AppContext.BaseDirectory
        .Replace($"{Path.DirectorySeparatorChar}Lobster.Tests{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}Lobster.Web{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string Program => Path.Combine(ProgramFolder, "Lobster.Web.dll");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(trce|dbug|info|warn|fail|crit): ")]
    private static partial Regex Level();

    [GeneratedRegex(@"\b(fail|crit): ")]
    private static partial Regex Bad();

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningOn();
}
