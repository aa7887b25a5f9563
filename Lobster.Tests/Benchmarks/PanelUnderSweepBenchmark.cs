using System.Diagnostics;
using System.Globalization;
using System.Net;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Lobster.Tests.Web.Login;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// What a customer notices of a charge sweep: the real program answers the dashboard, to a few who ask four times a second each, while it charges many machines that all become
/// due in the same second, and before.
/// </summary>
internal sealed class PanelUnderSweepBenchmark : IBenchmark
{
    private const int Connections = 4;
    private const string Dashboard = "panel";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public string Name => "panel-under-sweep";

    public string About => "The dashboard's answers while machines are charged, and before. Arguments: [--postgres] a number of machines [100000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var sizes = Sizes.Read(args, 100_000);
        await using var panel = await PanelProcess.StartAsync(sizes.Provider, new Dictionary<string, string?> { ["Lobster:Security:LoginsPerMinute"] = "100" });
        foreach (var machines in sizes.All) await MeasureAsync(panel, machines, output);
    }

    private static async Task MeasureAsync(PanelProcess panel, int machines, TextWriter output)
    {
        var began = Now;
        await AddAsync(panel, machines);
        using var end = new CancellationTokenSource(Limit);
        var asking = Enumerable.Range(0, Connections).Select(_ => AskAsync(panel, end.Token)).ToList();
        var run = await SweptAsync(panel, machines, began, end.Token);
        await end.CancelAsync();
        var asked = (await Task.WhenAll(asking)).SelectMany(a => a).ToList();
        var during = asked.FindAll(a => a.At < run.FinishedAt && a.At + a.Took > run.StartedAt);
        var before = asked.FindAll(a => a.At + a.Took <= run.StartedAt);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{machines} machines charged in {(run.FinishedAt!.Value - run.StartedAt).TotalSeconds:F1} s, {Connections} connections"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"before the sweep: {before.Count} answers, p50 {Ms(before, 0.5):F0} ms, p99 {Ms(before, 0.99):F0} ms"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"panel-under-sweep: {during.Count} answers, p50 {Ms(during, 0.5):F0} ms, p99 {Ms(during, 0.99):F0} ms, p99 before {Ms(before, 0.99):F0} ms, errors {asked.Count(a => !a.IsGood)}"));
    }

    // All become due at the same moment, a minute and a half from now, which is the time to see the panel without a sweep.
    private static async Task AddAsync(PanelProcess panel, int machines)
    {
        await using var db = panel.OpenDatabase();
        await Fleet.AddAsync(db, machines, 5, (Now - TimeSpan.FromMinutes(58.5)).FloorToSecond());
        var day = Now + TimeSpan.FromDays(1);
        // Their region has none of them and is not asked; their accounts are rich enough to be left in peace.
        await db.Regions.Where(r => r.Name == Fleet.Region).ExecuteUpdateAsync(s => s.SetProperty(r => r.NextAttemptAt, day));
        await db.Accounts.Where(a => db.VirtualMachines.Any(v => v.AccountId == a.Id && db.Regions.Any(r => r.Id == v.RegionId && r.Name == Fleet.Region)))
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, Money.NanosPerUnit * 1_000_000));
    }

    // The run that charged all of them.
    private static async Task<SweepRun> SweptAsync(PanelProcess panel, int machines, Instant since, CancellationToken cancellationToken)
    {
        await using var db = panel.OpenDatabase();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var run = await db.SweepRuns.AsNoTracking().Where(r => r.Sweep == "charge" && r.StartedAt > since && r.FinishedAt != null && r.Done >= machines)
                .FirstOrDefaultAsync(cancellationToken);
            if (run is not null) return run;
        }

        throw new TimeoutException("The sweep did not come.");
    }

    private static async Task<List<Answer>> AskAsync(PanelProcess panel, CancellationToken end)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = panel.Address, Timeout = TestRun.Patience };
        var (_, location, _) = await PanelHost.LoginAsync(browser, "demo", "demo-lobster-1");
        if (location is null) throw new InvalidOperationException("The demo customer could not log in.");
        var answers = new List<Answer>();
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        while (!end.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var (at, clock) = (Now, Stopwatch.StartNew());
            var isGood = await IsGoodAsync(browser);
            answers.Add(new Answer(at, clock.Elapsed, isGood));
        }

        return answers;
    }

    private static async Task<bool> IsGoodAsync(HttpClient browser)
    {
        try
        {
            using var answer = await browser.GetAsync(Dashboard);
            return answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsStringAsync()).Contains("Burn rate", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static double Ms(List<Answer> answers, double part) =>
        answers.Count == 0 ? double.NaN : answers.Select(a => a.Took.TotalMilliseconds).Order().ElementAt((int)((answers.Count - 1) * part));

    private static Instant Now => Instant.From(TimeProvider.System.GetUtcNow());

    private sealed record Answer(Instant At, TimeSpan Took, bool IsGood);
}
