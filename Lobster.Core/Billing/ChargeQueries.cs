using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>What an owner may read about charges.</summary>
public sealed class ChargeQueries(Transactions transactions, BusinessClock clock, PanelFacts facts)
{
    /// <summary>An account's charges of a UTC month; null when there is no such account for this actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<MonthCharges?> MonthAsync(Actor actor, AccountId accountId, DateOnly month, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadMonthAsync(db, accountId, First(month), token) : null, cancellationToken);

    /// <summary>Every line of an account's UTC month; null when there is no such account for this actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<MonthSheet?> SheetAsync(Actor actor, AccountId accountId, DateOnly month, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadSheetAsync(db, accountId, First(month), token) : null, cancellationToken);

    /// <summary>A machine's charges of a UTC month, day by day; null when there is no such machine for this actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<MachineDays?> DaysAsync(Actor actor, VmId vmId, DateOnly month, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var billing = await db.VmBillings.SingleOrDefaultAsync(b => b.VmId == vmId, token);
            if (billing is null || !await db.MayReadAsync(actor, billing.AccountId, token)) return null;
            var (first, next) = (First(month), First(month).AddMonths(1));
            var lines = await VmCharges.LinesAsync(db, db.ChargeLines.Where(l => l.VmId == vmId && l.Day >= first && l.Day < next), token);
            return new MachineDays(vmId, billing.Start, billing.End, billing.IntervalMinutes, lines, clock.Now);
        }, cancellationToken);

    /// <summary>The receipt of a machine's <paramref name="number"/>-th interval; null when it was not charged or is not this actor's.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="number">1, 2, 3 … since its billing began.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<HourReceipt?> ReceiptAsync(Actor actor, VmId vmId, long number, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var billing = await db.VmBillings.SingleOrDefaultAsync(b => b.VmId == vmId, token);
            if (billing is null || number is < 1 or > 10_000_000 || !await db.MayReadAsync(actor, billing.AccountId, token)) return null;
            var length = TimeSpan.FromMinutes(billing.IntervalMinutes);
            return await ReadReceiptAsync(db, vmId, number, billing.Start + (length * (number - 1)), length, token);
        }, cancellationToken);

    private async Task<MonthCharges> ReadMonthAsync(LobsterDbContext db, AccountId account, DateOnly first, CancellationToken cancellationToken)
    {
        var (next, previous, now) = (first.AddMonths(1), first.AddMonths(-1), clock.Now);
        var burn = await db.BurnRateAsync(account, now, cancellationToken);
        var machines = await MachinesAsync(db, account, first, next, cancellationToken);
        var (storage, transfer) = await BesideAsync(db, account, first, next, cancellationToken);
        var before = db.ChargeLines.Where(l => l.AccountId == account && l.Day >= previous && l.Day < first);
        var (storageBefore, transferBefore) = await BesideAsync(db, account, previous, first, cancellationToken);
        var chargedTo = await db.VmBillings.Where(b => b.AccountId == account && b.End == null).OrderBy(b => b.ChargedUntil)
            .Select(b => (Instant?)b.ChargedUntil).FirstOrDefaultAsync(cancellationToken);
        var charges = new MonthCharges(
            first, machines, storage, transfer, machines.Sum(m => m.Intervals),
            await db.NetAsync(before, cancellationToken) + storageBefore + transferBefore, await before.SumAsync(l => (long)l.Intervals, cancellationToken), null, burn, chargedTo);
        var rest = Instant.StartOf(next) - now;
        return first == First(now.Day) ? charges with { Projected = charges.Total + burn.Scale((long)rest.TotalSeconds, 3600) } : charges;
    }

    private static async Task<List<MachineCharges>> MachinesAsync(
        LobsterDbContext db, AccountId account, DateOnly first, DateOnly next, CancellationToken cancellationToken)
    {
        var lines = db.ChargeLines.Where(l => l.AccountId == account && l.Day >= first && l.Day < next);
        var back = await db.GivenBackAsync(lines, cancellationToken);
        var sums = await lines.GroupBy(l => l.VmId).Select(g => new
        {
            Vm = g.Key, Intervals = g.Sum(l => (long)l.Intervals), Amount = g.Sum(l => l.Amount.Nanos), Last = g.Max(l => l.Until),
        }).ToListAsync(cancellationToken);
        var ids = sums.ConvertAll(s => s.Vm);
        var names = await (from vm in db.VirtualMachines
                           join plan in db.Plans on vm.PlanId equals plan.Id
                           join region in db.Regions on vm.RegionId equals region.Id
                           where ids.Contains(vm.Id)
                           select new { vm.Id, vm.Name, Plan = plan.Name, Region = region.Name }).ToDictionaryAsync(v => v.Id, cancellationToken);
        var lastRates = (await db.ChargeLines.Where(l => ids.Contains(l.VmId) && l.Day >= first && l.Day < next)
            .Select(l => new { l.VmId, l.Until, l.Rate }).ToListAsync(cancellationToken)).ToLookup(l => l.VmId);
        return [.. sums.Select(s => new MachineCharges(
            s.Vm, names[s.Vm].Name, names[s.Vm].Plan, names[s.Vm].Region, s.Intervals, lastRates[s.Vm].MaxBy(l => l.Until)!.Rate,
            new Money(s.Amount) - back.GetValueOrDefault(s.Vm), back.GetValueOrDefault(s.Vm)))
            .OrderByDescending(m => m.Amount).ThenBy(m => m.VmId.Value)];
    }

    private static async Task<MonthSheet> ReadSheetAsync(LobsterDbContext db, AccountId account, DateOnly first, CancellationToken cancellationToken)
    {
        var next = first.AddMonths(1);
        var lines = await VmCharges.LinesAsync(db, db.ChargeLines.Where(l => l.AccountId == account && l.Day >= first && l.Day < next), cancellationToken);
        var ids = lines.Select(l => l.VmId).Distinct().ToList();
        var machines = await (from vm in db.VirtualMachines
                              join region in db.Regions on vm.RegionId equals region.Id
                              where ids.Contains(vm.Id)
                              select new { vm.Id, vm.Name, Region = region.Name }).ToDictionaryAsync(v => v.Id, cancellationToken);
        return new MonthSheet(
            first, lines.ConvertAll(l => new MachineLine(machines[l.VmId].Name, machines[l.VmId].Region, l)),
            await StorageQueries.ReadAsync(db, account, first, cancellationToken), await TransferQueries.LinesAsync(db, account, first, cancellationToken));
    }

    private static async Task<(Money Storage, Money Transfer)> BesideAsync(
        LobsterDbContext db, AccountId account, DateOnly first, DateOnly next, CancellationToken cancellationToken) => (
        await db.NetAsync(db.StorageLines.Where(l => l.AccountId == account && l.Day >= first && l.Day < next), cancellationToken),
        await db.NetAsync(db.TransferLines.Where(l => l.AccountId == account && l.Month == first), cancellationToken));

    private static async Task<HourReceipt?> ReadReceiptAsync(
        LobsterDbContext db, VmId vmId, long number, Instant from, TimeSpan length, CancellationToken cancellationToken)
    {
        var lines = db.ChargeLines.Where(l => l.VmId == vmId && l.From <= from && l.Until > from);
        var receipt = await (from line in lines
                             join price in db.PriceVersions on line.PriceVersionId equals price.Id
                             join plan in db.Plans on price.PlanId equals plan.Id
                             join region in db.Regions on line.RegionId equals region.Id
                             join vm in db.VirtualMachines on line.VmId equals vm.Id
                             select new HourReceipt(
                                 vmId, vm.Name, plan.Name, region.Name, number, @from, @from + length, price.Sale, price.Number, price.From, line.Factor, line.Rate,
                                 ValueTuple.Create(line.Day, line.Intervals, line.Amount), line.EntryId, line.PostedAt)).SingleOrDefaultAsync(cancellationToken);
        return receipt is null ? null : receipt with { Corrections = await db.Credits(lines).ListAsync(cancellationToken) };
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>How long one charged interval is.</summary>
    public TimeSpan Interval => facts.Interval;
}
