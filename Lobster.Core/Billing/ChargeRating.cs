using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Rates machines in memory, interval by interval where it must be: reads what that needs in two queries.</summary>
internal sealed class ChargeRating
{
    private readonly LobsterDbContext db;
    private readonly Dictionary<VmId, List<RatePoint>> timelines = [];
    private readonly List<DueSegment> due = [];

    private ChargeRating(LobsterDbContext db) => this.db = db;

    /// <summary>The machines, in order of their numbers.</summary>
    public IReadOnlyList<BilledVm> Machines { get; private set; } = [];

    /// <summary>What is to be written.</summary>
    public IReadOnlyList<DueSegment> Due => due;

    /// <summary>Reads all that rating these machines needs.</summary>
    public static async Task<ChargeRating> PrepareAsync(LobsterDbContext db, IQueryable<VmBilling> billings, CancellationToken cancellationToken)
    {
        var posting = new ChargeRating(db);
        await posting.ReadMachinesAsync(billings, cancellationToken);
        if (posting.Machines.Count > 0) await posting.ReadTimelinesAsync(billings, cancellationToken);
        return posting;
    }

    /// <summary>Rates the next <paramref name="count"/> intervals of a machine. Once a machine.</summary>
    public void Charge(BilledVm vm, long count)
    {
        if (count == 0) return;
        var (day, number) = vm.Last is { } line ? (line.Day, line.Segment) : (default, -1);
        foreach (var segment in Rating.Rate(timelines.GetValueOrDefault(vm.VmId, []), vm.ChargedUntil, count, vm.Minutes))
        {
            if (segment.From == vm.ChargedUntil && vm.Last is { } last && last.Continues(segment))
            {
                due.Add(new DueSegment(vm, segment, number, last.Id));
                continue;
            }

            (day, number) = (segment.Day, day == segment.Day ? number + 1 : 0);
            due.Add(new DueSegment(vm, segment, number, null));
        }
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
                Day = (DateOnly?)line.Day, Segment = (int?)line.Segment, PriceVersionId = (PriceVersionId?)line.PriceVersionId,
                Factor = (int?)line.Factor, Rate = (long?)line.Rate.Nanos,
            }).AsNoTracking().ToListAsync(cancellationToken);
        Machines = [.. rows.Select(r => new BilledVm(
            r.VmId, r.AccountId, r.RegionId, r.Start, r.ChargedUntil, r.IntervalMinutes,
            r.LineId is { } id ? new LastLine(id, r.Day!.Value, r.Segment!.Value, r.PriceVersionId!.Value, r.Factor!.Value, r.Rate!.Value) : null))];
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
}
