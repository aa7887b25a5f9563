using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>
/// Charges a set of machines: reads what they need in two queries, rates them in memory, and writes lines, the days' entries, balances and
/// watermarks in one statement each. All in the caller's transaction, after the caller took the row of every account concerned.
/// </summary>
internal sealed class ChargePosting
{
    private readonly LobsterDbContext db;
    private readonly Instant now;
    private readonly SweepRunId? run;
    private readonly Dictionary<VmId, List<RatePoint>> timelines = [];
    private readonly List<(BilledVm Vm, RatedSegment Segment)> grown = [];
    private readonly List<NewLine> begun = [];
    private readonly List<(BilledVm Vm, Instant Until)> moved = [];
    private readonly Dictionary<(AccountId Account, DateOnly Day), Money> days = [];

    private ChargePosting(LobsterDbContext db, Instant now, SweepRunId? run) => (this.db, this.now, this.run) = (db, now, run);

    /// <summary>The machines, in order of their numbers.</summary>
    public IReadOnlyList<BilledVm> Machines { get; private set; } = [];

    /// <summary>Reads all that charging these machines needs.</summary>
    public static async Task<ChargePosting> PrepareAsync(
        LobsterDbContext db, IQueryable<VmBilling> billings, Instant now, SweepRunId? run, CancellationToken cancellationToken)
    {
        var posting = new ChargePosting(db, now, run);
        await posting.ReadMachinesAsync(billings, cancellationToken);
        await posting.ReadTimelinesAsync(billings, cancellationToken);
        return posting;
    }

    /// <summary>Charges the next <paramref name="count"/> intervals of a machine. Once a machine.</summary>
    public void Charge(BilledVm vm, long count)
    {
        if (count == 0) return;
        var segments = Rating.Rate(timelines.GetValueOrDefault(vm.VmId, []), vm.ChargedUntil, count, vm.Minutes);
        var (day, number) = vm.Last is { } line ? (line.Day, line.Segment) : (default, -1);
        foreach (var segment in segments)
        {
            var key = (vm.AccountId, segment.Day);
            days[key] = days.GetValueOrDefault(key) + segment.Amount;
            if (segment.From == vm.ChargedUntil && vm.Last is { } last && last.Continues(segment))
            {
                grown.Add((vm, segment));
                continue;
            }

            (day, number) = (segment.Day, day == segment.Day ? number + 1 : 0);
            begun.Add(new NewLine(vm, segment, number));
        }

        moved.Add((vm, segments[^1].Until));
    }

    /// <summary>Writes it all, and seals the days that can no longer grow.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another node was first; the transaction runs again.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (moved.Count == 0) return;
        var entries = new DayEntries(db, EntryKind.Usage, "Machine hours", now);
        await entries.EnsureAsync(days.Keys, cancellationToken);
        await GrowAsync(cancellationToken);
        await BeginAsync(entries, cancellationToken);
        await MoveWatermarksAsync(cancellationToken);
        await entries.PostAsync(days, cancellationToken);
        await DaySealing.SealAsync(db, entries, now, cancellationToken);
    }

    // A line's end is a key that the next line points at, so lines grow before new ones are written.
    private async Task GrowAsync(CancellationToken cancellationToken)
    {
        using var rows = new RowSet("id", "until", "intervals", "amount");
        foreach (var (vm, segment) in grown)
            rows.Add(vm.Last!.Id.Value).Add(segment.Until.Micros).Add(vm.Last.Intervals + segment.Intervals).Add(vm.Last.AmountNanos + segment.Amount.Nanos);
        await rows.WriteAsync(db, """
            UPDATE "ChargeLines" SET "Until" = rows.until, "Intervals" = rows.intervals, "AmountNanos" = rows.amount, "SweepRunId" = {1}, "PostedAt" = {2}
            FROM rows WHERE "ChargeLines"."Id" = rows.id
            """, cancellationToken, run?.Value, now.Micros);
    }

    private async Task BeginAsync(DayEntries entries, CancellationToken cancellationToken)
    {
        using var rows = new RowSet(
            "vm", "account", "region", "day", "segment", "started", "until", "first", "previous", "intervals", "price", "factor", "entry", "rate", "amount");
        foreach (var (vm, segment, number) in begun)
        {
            var isFirst = vm.Last is null && segment.From == vm.ChargedUntil;
            rows.Add(vm.VmId.Value).Add(vm.AccountId.Value).Add(vm.RegionId.Value).Add(DayConverter.ToNumber(segment.Day)).Add(number)
                .Add(segment.From.Micros).Add(segment.Until.Micros).Add(isFirst ? segment.From.Micros : null).Add(isFirst ? null : segment.From.Micros)
                .Add(segment.Intervals).Add(segment.Point.PriceVersionId.Value).Add(segment.Point.Factor)
                .Add(entries.IdOf(vm.AccountId, segment.Day).Value).Add(segment.Rate.Nanos).Add(segment.Amount.Nanos);
        }

        await rows.WriteAsync(db, """
            INSERT INTO "ChargeLines" ("VmId", "AccountId", "RegionId", "Day", "Segment", "From", "Until", "FirstFrom", "PreviousUntil", "Intervals",
                "PriceVersionId", "Factor", "EntryId", "RateNanos", "AmountNanos", "SweepRunId", "PostedAt")
            SELECT vm, account, region, day, segment, started, until, first, previous, intervals, price, factor, entry, rate, amount, {1}, {2} FROM rows
            """, cancellationToken, run?.Value, now.Micros);
    }

    private async Task MoveWatermarksAsync(CancellationToken cancellationToken)
    {
        using var rows = new RowSet("vm", "before", "after");
        foreach (var (vm, until) in moved) rows.Add(vm.VmId.Value).Add(vm.ChargedUntil.Micros).Add(until.Micros);
        await rows.WriteAsync(db, """
            UPDATE "VmBillings" SET "ChargedUntil" = rows.after FROM rows
            WHERE "VmBillings"."VmId" = rows.vm AND "VmBillings"."ChargedUntil" = rows.before
            """, cancellationToken);
    }

    private async Task ReadMachinesAsync(IQueryable<VmBilling> billings, CancellationToken cancellationToken)
    {
        var rows = await (
            from billing in billings
            join vm in db.VirtualMachines on billing.VmId equals vm.Id
            from line in db.ChargeLines.Where(l => l.VmId == billing.VmId && l.Until == billing.ChargedUntil).DefaultIfEmpty()
            orderby billing.VmId
            select new
            {
                billing.VmId, billing.AccountId, vm.RegionId, billing.Start, billing.ChargedUntil, billing.IntervalMinutes, LineId = (ChargeLineId?)line!.Id,
                Day = (DateOnly?)line.Day, Segment = (int?)line.Segment, Intervals = (int?)line.Intervals, PriceVersionId = (PriceVersionId?)line.PriceVersionId,
                Factor = (int?)line.Factor, Rate = (long?)line.Rate.Nanos, Amount = (long?)line.Amount.Nanos,
            }).AsNoTracking().ToListAsync(cancellationToken);
        Machines = [.. rows.Select(r => new BilledVm(
            r.VmId, r.AccountId, r.RegionId, r.Start, r.ChargedUntil, r.IntervalMinutes,
            r.LineId is { } id ? new LastLine(id, r.Day!.Value, r.Segment!.Value, r.Intervals!.Value, r.PriceVersionId!.Value, r.Factor!.Value, r.Rate!.Value, r.Amount!.Value) : null))];
    }

    // From the point that is in force at the watermark on: what came before is charged.
    private async Task ReadTimelinesAsync(IQueryable<VmBilling> billings, CancellationToken cancellationToken)
    {
        var rows = await (
            from billing in billings
            join change in db.RateChanges on billing.VmId equals change.VmId
            join price in db.PriceVersions on change.PriceVersionId equals price.Id
            where !db.RateChanges.Any(later => later.VmId == change.VmId && later.From > change.From && later.From <= billing.ChargedUntil)
            select new { change.VmId, change.From, change.PriceVersionId, Sale = price.Sale.Nanos, change.Factor }).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var group in rows.GroupBy(r => r.VmId))
            timelines[group.Key] = [.. group.OrderBy(r => r.From).Select(r => new RatePoint(r.From, r.PriceVersionId, new Money(r.Sale), r.Factor))];
    }

    private sealed record NewLine(BilledVm Vm, RatedSegment Segment, int Number);
}
