using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Tests.Billing.Transfer;

public sealed class TransferSweepTests
{
    private const long Gb = TransferOptions.BytesPerGb;
    private static readonly DateOnly January = new(2026, 1, 1);
    private static readonly Money PerGb = Money.FromDecimal(0.005m);

    [Theory]
    [EveryDatabase(TransferKind.Cumulative), EveryDatabase(TransferKind.MonthToDate), EveryDatabase(TransferKind.UtcDay), EveryDatabase(TransferKind.Delta)]
    public async Task Sandbox_RunsForDays_IsCountedByteForByte(DatabaseProvider provider, TransferKind kind)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.WriteAsync(db => db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.Options, $$"""{"transferKind":"{{kind}}"}""")));
        await panel.CreateVmAsync();
        for (var i = 0; i < 20; i++)
        {
            panel.Advance(TimeSpan.FromHours(4));
            await panel.MeterAsync();
        }

        var pool = await PoolAsync(panel);
        var truth = await TruthAsync(panel, kind == TransferKind.Delta ? new Instant(panel.Now.Micros / 3_600_000_000 * 3_600_000_000) : panel.Now);
        Assert.InRange(pool.UsedBytes, truth - 100, truth + 100);
        Assert.True(truth > 10 * Gb);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Sandbox_CountersReset_LosesNothingThatWasRead(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(5));
        await panel.MeterAsync();
        var before = (await PoolAsync(panel)).UsedBytes;
        panel.Faults.ResetCounters();
        panel.Advance(TimeSpan.FromMinutes(20));
        await panel.MeterAsync();
        panel.Advance(TimeSpan.FromHours(5));
        await panel.MeterAsync();

        var after = (await PoolAsync(panel)).UsedBytes;
        // The twenty minutes before the reset was seen were never told by anybody.
        Assert.InRange(after, before * 19 / 10, before * 21 / 10);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Sandbox_Silent_WaitsAndCatchesUp(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(1));
        await panel.MeterAsync();
        var before = await PoolAsync(panel);
        panel.Faults.Silent = true;
        panel.Advance(TimeSpan.FromHours(30));
        await panel.MeterAsync();
        var silent = await PoolAsync(panel);

        panel.Faults.Silent = false;
        panel.Advance(TimeSpan.FromHours(1));
        await panel.MeterAsync();

        Assert.Equal(before.UsedBytes, silent.UsedBytes);
        Assert.InRange((await PoolAsync(panel)).UsedBytes, await TruthAsync(panel, panel.Now) - 10, await TruthAsync(panel, panel.Now) + 10);
    }

    [Theory, EveryDatabase]
    public async Task Delete_LastBytes_AreReadBeforeItIsSent(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(7));
        var truth = await TruthAsync(panel, panel.Now);

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.InRange((await PoolAsync(panel)).UsedBytes, truth, truth + Gb);
        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
    }

    [Theory, EveryDatabase]
    public async Task Delete_MeterSilent_GoesOn(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        panel.Faults.Fail(SandboxOperations.Transfer, BackendErrorKind.Rejected, 3);

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
    }

    [Theory, EveryDatabase]
    public async Task Pool_BeyondItsProjectedAllowance_BillsEachGbOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 900 * Gb, TimeSpan.FromHours(1));
        var allowance = (await PoolAsync(panel)).AllowanceBytes;
        await NoteAsync(panel, 905 * Gb, TimeSpan.FromHours(1));
        await panel.Get<TransferBilling>().RunAsync();

        var over = ((905 * Gb) - allowance) / Gb;
        var lines = await panel.ReadAsync(db => db.TransferLines.OrderBy(l => l.FirstGb).ToListAsync());
        Assert.True(over > 5);
        Assert.Equal([over - 5, 5], lines.Select(l => l.Gb));
        Assert.Equal(Money.FromUnits(100) - (PerGb * over), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal($"transfer/{panel.Stock.Account}/{panel.Stock.Region}/2026-01/1", (await panel.ReadAsync(db => db.LedgerEntries.FirstAsync(e => e.Kind == EntryKind.Transfer))).Key);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Close_DeletedEarly_BillsWhatTheProjectionHadAllowed(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 60);
        await PriceAsync(panel);
        var vm = await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 100 * Gb, TimeSpan.FromHours(1));
        var before = (await PoolAsync(panel)).BilledGb;
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        panel.AdvanceTo(Instant.Utc(2026, 2, 3, 1));
        await panel.Get<TransferBilling>().RunAsync();
        var closed = await PoolAsync(panel);
        var credit = await panel.CreditAsync(panel.Stock.Account);
        panel.Advance(TimeSpan.FromHours(5));
        await panel.Get<TransferBilling>().RunAsync();

        var earned = TransferAllowance.Projected([new PoolShare(Instant.Utc(2026, 1, 5, 12), Instant.Utc(2026, 1, 5, 13), [(Instant.Utc(2026, 1, 5, 12), 1000)])], January);
        Assert.Equal((0, ((100 * Gb) - earned) / Gb), (before, closed.BilledGb));
        Assert.NotNull(closed.ClosedAt);
        Assert.Equal(credit, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Close_ResizedUpAfterBilling_GivesNothingBack(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);
        var vm = await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 1000 * Gb, TimeSpan.FromHours(1));
        var billed = await PoolAsync(panel);
        await panel.WriteAsync(db => db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.TransferGb, 9000)));
        await panel.ChangeRateAsync(vm, PanelStock.LargePrice);
        panel.Advance(TimeSpan.FromHours(1));

        await panel.Get<TransferBilling>().RunAsync();

        var after = await PoolAsync(panel);
        Assert.True(billed.BilledGb > 0 && after.AllowanceBytes > billed.AllowanceBytes);
        Assert.Equal(billed.BilledGb, after.BilledGb);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task LateBytes_OfAClosedMonth_AreBilledInThatMonth(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 60);
        await PriceAsync(panel);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 1, TimeSpan.FromHours(1));
        panel.AdvanceTo(Instant.Utc(2026, 2, 3, 1));
        await panel.Get<TransferBilling>().RunAsync();
        var closed = await PoolAsync(panel);
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync());
        var name = (await panel.ReadAsync(db => db.VirtualMachines.SingleAsync())).BackendId!;
        await panel.Get<TransferMeter>().NoteAsync(region, [new Told(name, TransferKind.UtcDay, "2026-01-31", 0, 1500 * Gb, Instant.Utc(2026, 1, 31), Instant.Utc(2026, 2, 1))]);
        panel.Advance(TimeSpan.FromHours(1));

        await panel.Get<TransferBilling>().RunAsync();

        var late = await PoolAsync(panel);
        Assert.NotNull(closed.ClosedAt);
        Assert.Equal(((1500 * Gb) + 1 - closed.AllowanceBytes) / Gb, late.BilledGb);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Price_NoneInForce_LeavesTheGbFreeForGood(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 1500 * Gb, TimeSpan.FromHours(2));
        await PriceAsync(panel);
        panel.Advance(TimeSpan.FromHours(1));
        await panel.Get<TransferBilling>().RunAsync();

        Assert.True((await PoolAsync(panel)).BilledGb > 0);
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Counter_FasterThanItsLink_ParksAndAddsNothing(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 5 * Gb, TimeSpan.FromHours(1));

        await NoteAsync(panel, 500_000 * Gb, TimeSpan.FromHours(1));

        var account = await panel.ReadAsync(db => db.Accounts.SingleAsync());
        Assert.Contains("10 Gbit/s", account.ParkedReason, StringComparison.Ordinal);
        Assert.Equal(5 * Gb, (await PoolAsync(panel)).UsedBytes);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Notices_PercentagesReached_AreSentOnceEach(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        foreach (var gb in new[] { 100, 700, 720, 900, 950 }) await NoteAsync(panel, gb * Gb, TimeSpan.FromHours(1));

        var mails = await panel.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal(["mara Amsterdam 2026-01 80", "mara Amsterdam 2026-01 100"], mails.Select(m => m.Subject));
    }

    [Theory, EveryDatabase]
    public async Task Readings_FourNodesAtOnce_AddEachByteOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.BillVmAsync("web-1");
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync());
        var start = panel.Now;
        for (var round = 1; round <= 5; round++)
        {
            panel.Advance(TimeSpan.FromHours(1));
            var told = new Told("i-" + vm, TransferKind.Cumulative, "eth0", round * Gb, round * 2 * Gb, start, panel.Now);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.Get<TransferMeter>().NoteAsync(region, [told])));
        }

        Assert.Equal(10 * Gb, (await PoolAsync(panel)).UsedBytes);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Billing_FourNodesAtOnce_BillEachGbOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 1200 * Gb, TimeSpan.FromHours(2), bill: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new TransferBilling(
            panel.Database.Transactions, panel.OpenGate(), panel.Options, panel.Transfer, new PlainTransferLetters(), panel.Time, NullLogger<TransferBilling>.Instance).RunAsync()));

        var pool = await PoolAsync(panel);
        Assert.Equal(((1200 * Gb) - pool.AllowanceBytes) / Gb, pool.BilledGb);
        Assert.Equal(Money.FromUnits(100) - (PerGb * pool.BilledGb), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Metering_KilledAtEveryCommit_EndsAsIfItHadNotBeen(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);
        await panel.BillVmAsync("web-1");
        var used = 800;
        for (var kill = 1; kill <= 6; kill++)
        {
            foreach (var after in new[] { false, true })
            {
                panel.Crash.At(kill, after);
                used += 10;
                await Record.ExceptionAsync(() => NoteAsync(panel, used * Gb, TimeSpan.FromHours(1)));
                panel.Crash.Never();
            }
        }

        await NoteAsync(panel, 1000 * Gb, TimeSpan.FromHours(1));

        var pool = await PoolAsync(panel);
        Assert.Equal(1000 * Gb, pool.UsedBytes);
        Assert.Equal(Money.FromUnits(100) - (PerGb * pool.BilledGb), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(((1000 * Gb) - pool.AllowanceBytes) / Gb, pool.BilledGb);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Verify_PoolThatDoesNotFit_IsNamed(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);
        await panel.BillVmAsync("web-1");
        await NoteAsync(panel, 1200 * Gb, TimeSpan.FromHours(2));

        await panel.WriteAsync(db => db.TransferPools.ExecuteUpdateAsync(s => s.SetProperty(p => p.UsedBytes, p => p.UsedBytes + 1).SetProperty(p => p.BilledGb, p => p.BilledGb + 1)));
        await panel.WriteAsync(db => db.TransferReadings.ExecuteUpdateAsync(s => s.SetProperty(r => r.TakenAt, r => r.CoversFrom)));

        Assert.Equal(["pool-billed", "pool-used", "reading-ahead"], (await panel.Get<Verifier>().RunAsync()).Select(v => v.Rule).Order());
    }

    private static Task PriceAsync(TestPanel panel) => panel.WriteAsync(db =>
    {
        db.PriceVersions.Add(new PriceVersion { Subject = PriceSubject.TransferOverage, From = panel.Now, Sale = PerGb, Number = 1, CreatedAt = panel.Now });
        return Task.CompletedTask;
    });

    // Some time later the one machine's counter says so many bytes in all.
    private static async Task NoteAsync(TestPanel panel, long sent, TimeSpan later, bool bill = true)
    {
        var (region, vm) = await panel.ReadAsync(async db => (await db.Regions.SingleAsync(), await db.VirtualMachines.SingleAsync()));
        panel.Advance(later);
        await panel.Get<TransferMeter>().NoteAsync(region, [new Told(vm.BackendId!, TransferKind.Cumulative, "eth0", sent / 4, sent, null, panel.Now)]);
        if (bill) await panel.Get<TransferBilling>().RunAsync();
    }

    private static Task<TransferPool> PoolAsync(TestPanel panel) => panel.ReadAsync(db => db.TransferPools.SingleAsync(p => p.Month == January));

    private static async Task<long> TruthAsync(TestPanel panel, Instant until)
    {
        var (region, vm) = await panel.ReadAsync(async db => (await db.Regions.SingleAsync(), await db.VirtualMachines.SingleAsync()));
        var plain = new Region { Id = new RegionId(region.Id.Value), Name = region.Name, BackendType = region.BackendType, Options = """{"transferKind":"Cumulative"}""" };
        var meter = (ITransferMeter)panel.Get<RegionBackends>().Of(plain);
        await foreach (var reading in meter.ReadTransferAsync([vm.BackendId!], default, CancellationToken.None))
        {
            // The rate is steady while the machine runs.
            var began = reading.From!.Value;
            return until >= reading.Until ? reading.OutBytes!.Value
                : (long)((Int128)reading.OutBytes!.Value * (until.Micros - began.Micros) / (reading.Until.Micros - began.Micros));
        }

        throw new InvalidOperationException("The sandbox tells nothing.");
    }
}
