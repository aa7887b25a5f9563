using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Histories;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Year;

/// <summary>
/// The leap year 2028 of a whole panel: its sweeps pass every other midnight, where accounts run out every day, and where it matters each hour, so that
/// most passes have two days to catch up with; the panel is down for three days across the end of June; the cloud is silent for a week in September. The
/// model of the histories is told the stories.
/// </summary>
internal sealed class YearScene : IAsyncDisposable
{
    public static readonly Instant End = Instant.Utc(2029, 1, 3, 1); // December's pools are closed
    private static readonly (Instant From, Instant Until) Down = (Instant.Utc(2028, 6, 29, 1), Instant.Utc(2028, 7, 2, 12));
    private static readonly (Instant From, Instant Until)[] Daily = [(At("01-20 00:00"), At("02-16 00:00")), (At("05-07 00:00"), At("05-25 00:00"))];
    private static readonly (Instant From, Instant Until)[] Hourly =
        [(At("04-20 09:00"), At("04-20 15:00")), (At("05-14 12:00"), At("05-15 00:00")), (Down.Until, Down.Until + TimeSpan.FromHours(3))];
    private readonly List<YearCustomer> customers = [];
    private int followed;

    private YearScene(TestPanel panel, YearStock stock) =>
        (Panel, Stock, Till, Cloud) = (panel, stock, new YearTill(panel), (ICustomActions)panel.Get<RegionBackends>().Of(stock.Region));

    public TestPanel Panel { get; }

    public YearStock Stock { get; }

    public YearTill Till { get; }

    public ICustomActions Cloud { get; }

    public ReferenceModel Model { get; } = new();

    public Instant Now => Panel.Now;

    public IReadOnlyList<YearCustomer> Customers => customers;

    public static Instant At(string moment) =>
        Instant.From(DateTimeOffset.ParseExact("2028-" + moment, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public static async Task<YearScene> OpenAsync(DatabaseProvider provider, IReadOnlyList<YearStory> stories)
    {
        var panel = await TestPanel.CreateAsync(provider);
        panel.AdvanceTo(At("01-01 00:00"));
        var scene = new YearScene(panel, await YearStock.FillAsync(panel));
        scene.Model.SetPrice(ofStorage: true, null, scene.Now, YearStock.StorageFirst);
        scene.Model.SetPrice(ofStorage: false, null, scene.Now, YearStock.Overage);
        foreach (var story in stories)
        {
            var opened = (Account: default(AccountId), Owner: Actor.System);
            await panel.WriteAsync(async db => opened = await PanelStock.AddCustomerAsync(panel, db, story.Name));
            scene.customers.Add(new YearCustomer(scene, story, scene.customers.Count, opened.Account, opened.Owner));
        }

        return scene;
    }

    /// <summary>Lets the year pass.</summary>
    public async Task RunAsync()
    {
        var acts = customers.SelectMany(c => c.Story.Scenes.Select(s => (At: At(s.At), Act: (Func<Task>)(() => s.Act(c)))))
            .Concat(YearStories.World.Select(w => (At: At(w.At), Act: (Func<Task>)(() => w.Act(this)))))
            .Concat(Ticks().Select(t => (At: t, Act: (Func<Task>)TickAsync)));
        foreach (var (at, act) in acts.OrderBy(a => a.At))
        {
            if (at > Now) Panel.AdvanceTo(at);
            await act();
        }
    }

    /// <summary>Carries out what was asked for, as far as the cloud answers.</summary>
    public async Task WorkAsync()
    {
        if (!Panel.Faults.Silent) await Panel.SettleAsync();
        else while (await Panel.Get<IOperationRunner>().RunNextAsync(CancellationToken.None)) { }
    }

    public YearCustomer Customer(string name) => customers.Single(c => c.Story.Name == name);

    public async Task<PriceVersionId> SellAsync(PriceForm form) => await Stock.SellAsync(Panel, form);

    public ValueTask DisposeAsync() => Panel.DisposeAsync();

    private static IEnumerable<Instant> Ticks()
    {
        for (var at = At("01-01 00:00"); at < End; at += TimeSpan.FromHours(1))
        {
            if (at >= Down.From && at < Down.Until) continue;
            if ((at == Instant.StartOf(at.Day) && (int.IsOddInteger(at.Day.Day) || IsWithin(Daily, at))) || IsWithin(Hourly, at)) yield return at;
        }

        yield return End;
    }

    private static bool IsWithin((Instant From, Instant Until)[] spans, Instant at) => Array.Exists(spans, s => at >= s.From && at < s.Until);

    /// <summary>One pass of all that runs by itself, operations and mail server included; at a month's begin the books are compared with the model.</summary>
    private async Task TickAsync()
    {
        var now = Now;
        Done(await Panel.ChargeAsync());
        Done(await Panel.StoreAsync());
        await ReadMetersAsync();
        await Panel.Get<TransferSweep>().RunAsync();
        Done(await Panel.Get<TransferBilling>().RunAsync());
        Model.BillTransfer(now);
        if (now.Day.Day == 1 || now == End) await AssertAsModelAsync(now);
        Done(await Panel.MoveAsync());
        Done(await Panel.Get<StandingSweep>().RunAsync());
        await Panel.Get<StatusSweep>().RunAsync();
        Done(await Panel.Get<SuspensionSweep>().RunAsync());
        await WorkAsync();
        await Panel.WriteAsync(db => db.OutgoingMails.Where(m => m.SentAt == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, Now)));
        await FollowStandingAsync();
    }

    private static void Done(Core.Sweeps.SweepResult result) => Assert.Equal((0, null), (result.Failed, result.HeldBecause));

    private async Task AssertAsModelAsync(Instant now)
    {
        foreach (var customer in customers)
            Assert.Equal((customer.Story.Name, now, Model.CreditAt(customer.Index, now)), (customer.Story.Name, now, await Panel.CreditAsync(customer.Account)));
        await Panel.AssertBooksInOrderAsync();
    }

    private async Task ReadMetersAsync()
    {
        if (Panel.Faults.Silent) return;
        foreach (var meter in customers.SelectMany(c => c.Meters).Where(m => m.ReadAt < Now))
            await foreach (var told in ((ITransferMeter)Cloud).ReadTransferAsync([meter.BackendId], meter.ReadAt, CancellationToken.None))
            {
                Model.Move(meter.Model, meter.ReadAt, Now, told.OutBytes!.Value - meter.Sent);
                (meter.ReadAt, meter.Sent) = (Now, told.OutBytes.Value);
            }
    }

    // What standing decided is the panel's; what it makes of the money is for the model to say.
    private async Task FollowStandingAsync()
    {
        var news = await Panel.ReadAsync(db => db.Events.Where(e => e.Type.StartsWith("standing.")).OrderBy(e => e.Id).Skip(followed).ToListAsync());
        followed += news.Count;
        foreach (var e in news)
        {
            var customer = customers.Single(c => c.Account == e.AccountId);
            if (e.Type is "standing.suspended" or "standing.suspended-by-staff") customer.CostAll(e.At, p => p.Suspended);
            else if (e.Type is "standing.restored" or "standing.lifted-by-staff") customer.CostAll(e.At, _ => 1);
            else if (e.Type == "standing.terminated") customer.EndAll(e.At);
        }
    }
}
