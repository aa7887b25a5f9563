using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Reckons the machines' lines of an account's days again, from rate timelines and prices alone.</summary>
internal sealed class MachineReckoning
{
    private readonly CorrectionSpan span;
    private IReadOnlySet<PriceVersionId> samePlan = new HashSet<PriceVersionId>();
    private ILookup<VmId, RatePoint> rates = Enumerable.Empty<RatePoint>().ToLookup(_ => default(VmId));
    private Dictionary<VmId, Machine> machines = [];

    private MachineReckoning(CorrectionSpan span) => this.span = span;

    /// <summary>Reckons them.</summary>
    public static async Task<Reckoned> ReckonAsync(LobsterDbContext db, AccountId account, CorrectionSpan span, CancellationToken cancellationToken)
    {
        var reading = new MachineReckoning(span);
        var wanted = db.ChargeLines.Where(l => l.AccountId == account && l.Day >= span.From && l.Day <= span.To);
        // What has ended and is charged to its end cannot grow, even if nothing was charged since that could seal its last day.
        var closed = wanted.Where(l => db.LedgerEntries.Any(e => e.Id == l.EntryId && e.IsSealed)
            || db.VmBillings.Any(b => b.VmId == l.VmId && b.End != null && b.ChargedUntil >= b.End && db.VirtualMachines.Any(v => v.Id == b.VmId && v.Lifecycle == VmLifecycle.Deleted)));
        var lines = await closed.AsNoTracking().OrderBy(l => l.VmId).ThenBy(l => l.From).ToListAsync(cancellationToken);
        await reading.ReadMachinesAsync(db, wanted.Select(l => l.VmId), cancellationToken);
        var settled = (await (from entry in db.LedgerEntries
                              join line in wanted on entry.CorrectsLineId equals line.Id
                              select new { LineId = line.Id, entry.Key, entry.Amount }).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(e => e.LineId);
        var (found, cancelled) = (new List<CorrectedLine>(), 0);
        foreach (var line in lines)
        {
            if (settled[line.Id].Any(e => !e.Key.StartsWith(CorrectedLineId.KeyPrefix, StringComparison.Ordinal)))
            {
                cancelled++;
                continue;
            }

            var givenBack = settled[line.Id].Aggregate(Money.Zero, (sum, e) => sum + e.Amount);
            var vm = reading.machines[line.VmId];
            var corrected = new CorrectedLine(
                new CorrectedLineId(ChargeKind.Machine, line.Id.Value), line.EntryId, vm.Name, line.Day, line.From, line.Until, line.Amount, givenBack,
                reading.Due(line, vm), settled[line.Id].Count());
            if (corrected.Difference != Money.Zero) found.Add(corrected);
        }

        return new Reckoned(found, lines.Count - cancelled, await wanted.CountAsync(cancellationToken) - lines.Count, cancelled);
    }

    private Money Due(ChargeLine line, Machine vm)
    {
        IReadOnlyList<RatePoint> timeline = [.. rates[line.VmId].OrderBy(r => r.From)];
        if (span.HoldsIn(line.RegionId)) timeline = CorrectedRates.With(timeline, span.Price!, span.PriceFrom, samePlan);
        return Rating.Rate(timeline, line.From, line.Intervals, vm.Minutes).Aggregate(Money.Zero, (sum, segment) => sum + segment.Amount);
    }

    private async Task ReadMachinesAsync(LobsterDbContext db, IQueryable<VmId> ids, CancellationToken cancellationToken)
    {
        machines = await (from vm in db.VirtualMachines
                          join billing in db.VmBillings on vm.Id equals billing.VmId
                          where ids.Contains(vm.Id)
                          select new { vm.Id, vm.Name, billing.IntervalMinutes }).ToDictionaryAsync(v => v.Id, v => new Machine(v.Name, v.IntervalMinutes), cancellationToken);
        var points = await (from change in db.RateChanges
                            join price in db.PriceVersions on change.PriceVersionId equals price.Id
                            where ids.Contains(change.VmId)
                            select new { change.VmId, change.From, change.PriceVersionId, price.Sale, change.Factor }).AsNoTracking().ToListAsync(cancellationToken);
        rates = points.ToLookup(p => p.VmId, p => new RatePoint(p.From, p.PriceVersionId, p.Sale, p.Factor));
        if (span.Price?.PlanId is { } plan) samePlan = await db.PriceVersions.Where(p => p.PlanId == plan).Select(p => p.Id).ToHashSetAsync(cancellationToken);
    }

    private sealed record Machine(string Name, int Minutes);
}
