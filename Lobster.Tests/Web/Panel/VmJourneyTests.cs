using System.Globalization;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Web.Panel;

/// <summary>A machine's life in a browser while an hour passes in ten seconds, and its bill to the last decimal.</summary>
[Trait("Category", "Browser")]
public sealed class VmJourneyTests
{
    [Fact]
    public async Task Machine_FromCreationToDeletion_IsBilledExactly()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Development:ClockSpeed"] = "360" });
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(session);

        try
        {
            await LiveAsync(panel, session);
        }
        catch
        {
            // What stood there and what the panel said tell more than the time-out.
            TestContext.Current.TestOutputHelper?.WriteLine(panel.Output);
            await Look.SaveAsync(session.Page, "vm-journey-failed", Screen.Desk);
            throw;
        }

        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        Assert.Empty(session.Complaints);
    }

    private static async Task LiveAsync(PanelProcess panel, BrowserSession session)
    {
        var vm = await CreateAsync(session);
        await UseAsync(session, vm);
        await vm.TabAsync("Settings");
        await vm.DeleteAsync("web-2");
        await vm.StateAsync("Delet");
        await vm.StateAsync("Deleted");
        await vm.TabAsync("Charges");
        await Look.AtEveryScreenAsync(session, "vm-charges");
        var bill = await vm.BillAsync();

        await AssertExactAsync(panel, bill, await vm.TotalAsync());
    }

    [Fact]
    public async Task Pages_EmptyAndFilled_FitEveryScreen()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(session);
        var (overview, list) = (new OverviewScreen(session), new VmListScreen(session));

        await overview.OpenAsync();
        await overview.ShownAsync();
        await Look.AtEveryScreenAsync(session, "overview-empty");
        await list.OpenAsync();
        await Look.AtEveryScreenAsync(session, "vms-empty");
        foreach (var name in new[] { "web-1", "db-1", "staging" }) await CreateAsync(session, name);
        await Look.AtEveryScreenAsync(session, "vm-provisioning");
        await overview.OpenAsync();
        await overview.ShownAsync();
        await Look.AtEveryScreenAsync(session, "overview");
        await session.LookAtAsync(Screen.Desk);
        await list.OpenAsync();
        await list.Row("staging").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "vms");
        foreach (var path in new[] { "panel", "panel/vms", "panel/vms/create", "panel/vms/1", "panel/vms/1?tab=network", "panel/vms/1?tab=resize", "panel/vms/1?tab=charges" })
            await FitsTheSmallestPhoneAsync(session, path);

        Assert.Empty(session.Complaints);
    }

    private static async Task FitsTheSmallestPhoneAsync(BrowserSession session, string path)
    {
        await session.LookAtAsync(new Screen(360, Dark: false));
        await session.Page.GotoAsync(path);
        await session.Page.Locator("main[data-live] h1").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await session.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        Assert.Equal(360, await session.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Look.SaveAsync(session.Page, "small-" + path.Replace('/', '-').Replace('?', '-').Replace('=', '-'), new Screen(360, Dark: false));
    }

    private static async Task CreateAsync(BrowserSession session, string name)
    {
        await session.LookAtAsync(Screen.Desk);
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.NameAsync(name);
        await form.CreateAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        await new VmScreen(session, 0).ReadyAsync();
    }

    private static async Task LogInAsync(BrowserSession session)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("demo", "demo-lobster-1");
        await session.LookAtAsync(Screen.Desk);
    }

    private static async Task<VmScreen> CreateAsync(BrowserSession session)
    {
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.PlanAsync("S-1");
        await form.NameAsync("no such name!");
        await form.CreateAsync();
        await form.NameFault.WaitForAsync();
        await Look.AtEveryScreenAsync(session, "vm-create-refused");
        await session.LookAtAsync(Screen.Desk);
        await form.NameAsync("web-1");
        await Look.AtEveryScreenAsync(session, "vm-create");
        await session.LookAtAsync(Screen.Desk);
        await form.CreateTwiceAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(session, long.Parse(session.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        return vm;
    }

    private static async Task UseAsync(BrowserSession session, VmScreen vm)
    {
        await vm.StopAsync();
        await vm.StateAsync("Stopped");
        await vm.IdleAsync();
        await vm.StartAsync();
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        await Look.AtEveryScreenAsync(session, "vm");
        await session.LookAtAsync(Screen.Desk);
        await vm.TabAsync("Settings");
        await vm.RenameAsync("web-2");
        await vm.Heading.Filter(new() { HasText = "web-2" }).WaitForAsync();
        await vm.IdleAsync();
        await vm.ShowAsync("Console log");
        await Look.AtEveryScreenAsync(session, "vm-settings");
        await session.LookAtAsync(Screen.Desk);
        await vm.TabAsync("Resize");
        await vm.ResizeAsync("M-4");
        await session.Page.Locator(".vmhead .meta").Filter(new() { HasText = "M-4" }).WaitForAsync(new() { Timeout = 60_000 });
        await vm.IdleAsync();
        await vm.TabAsync("Snapshots");
        await vm.SnapshotAsync("before-upgrade");
        await session.Page.Locator(".list b").Filter(new() { HasText = "before-upgrade" }).WaitForAsync();
        await vm.Operation.WaitForAsync();
        await Look.SaveAsync(session.Page, "vm-snapshot-running", Screen.Desk);
        await vm.IdleAsync();
        await Look.AtEveryScreenAsync(session, "vm-snapshots");
        await session.LookAtAsync(Screen.Desk);
    }

    // What the lines must be, told by the machine's rates alone: each hour from the start costs the dearest rate in force within it.
    private static async Task AssertExactAsync(PanelProcess panel, IReadOnlyList<BillRow> bill, decimal total)
    {
        await using var db = panel.OpenDatabase();
        var vm = await db.VirtualMachines.SingleAsync();
        var billing = await db.VmBillings.SingleAsync();
        var rates = await (from change in db.RateChanges join price in db.PriceVersions on change.PriceVersionId equals price.Id orderby change.From select new { change.From, price.Sale }).ToListAsync();
        var expected = new List<decimal>();
        for (var at = billing.Start; at < billing.End!.Value; at += TimeSpan.FromHours(1))
        {
            var current = rates.Last(r => r.From <= at).Sale.ToDecimal();
            expected.Add(rates.Where(r => r.From > at && r.From < at + TimeSpan.FromHours(1)).Select(r => r.Sale.ToDecimal()).Append(current).Max());
        }

        Assert.Equal(VmLifecycle.Deleted, vm.Lifecycle);
        Assert.Equal(2, rates.Count);
        Assert.Equal(billing.Start.ToString(), bill[0].From);
        Assert.Equal(billing.ChargedUntil.ToString(), bill[^1].Until);
        Assert.All(bill.Zip(bill.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
        Assert.All(bill, row => Assert.Equal(row.Hours * row.Rate, row.Amount));
        Assert.Equal(expected, bill.SelectMany(row => Enumerable.Repeat(row.Rate, row.Hours)));
        Assert.Equal(expected.Sum(), total);
    }
}
