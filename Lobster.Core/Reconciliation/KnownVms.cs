using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>Reads the panel's machines for a comparison.</summary>
internal static class KnownVms
{
    private const int Batch = 500;

    /// <summary>The machines of a region that are not deleted, and every machine, in whatever state and region, that carries one of the tokens or ids.</summary>
    public static async Task<List<KnownVm>> KnownVmsAsync(
        this LobsterDbContext db, RegionId region, IReadOnlyCollection<Guid> tokens, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = (await ReadAsync(db, db.VirtualMachines.Where(v => v.RegionId == region && v.Lifecycle != VmLifecycle.Deleted), cancellationToken)).ToDictionary(v => v.Id);
        var known = found.Values.Select(v => v.Token).ToHashSet();
        foreach (var chunk in tokens.Where(t => !known.Contains(t)).Distinct().Chunk(Batch))
            foreach (var vm in await ReadAsync(db, db.VirtualMachines.Where(v => chunk.Contains(v.CreateToken)), cancellationToken)) found[vm.Id] = vm;
        var named = found.Values.Where(v => v.RegionId == region && v.BackendId is not null).Select(v => v.BackendId!).ToHashSet();
        foreach (var chunk in ids.Where(i => !named.Contains(i)).Distinct().Chunk(Batch))
            foreach (var vm in await ReadAsync(db, db.VirtualMachines.Where(v => v.RegionId == region && chunk.Contains(v.BackendId)), cancellationToken)) found[vm.Id] = vm;
        return [.. found.Values];
    }

    private static async Task<List<KnownVm>> ReadAsync(LobsterDbContext db, IQueryable<VirtualMachine> wanted, CancellationToken cancellationToken)
    {
        var rows = await wanted.AsNoTracking().Select(v => new
        {
            v.Id, v.RegionId, v.Name, v.Lifecycle, v.BackendId, v.CreateToken, v.PlanId, v.HourlyRate.Nanos, v.CreatedAt, v.ReadyAt, v.DeletedAt,
            IsBusy = db.Operations.Any(o => o.VmId == v.Id && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting)),
            Ended = db.Operations.Where(o => o.VmId == v.Id && o.FinishedAt != null).OrderByDescending(o => o.FinishedAt).Select(o => o.FinishedAt).FirstOrDefault(),
            Done = db.Operations.Where(o => o.VmId == v.Id && o.State == OperationState.Succeeded).OrderByDescending(o => o.FinishedAt).Select(o => o.FinishedAt).FirstOrDefault(),
            Start = db.VmBillings.Where(b => b.VmId == v.Id).Select(b => (Instant?)b.Start).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new KnownVm(
            r.Id, r.RegionId, r.Name, r.Lifecycle, r.BackendId, r.CreateToken, r.PlanId, new Money(r.Nanos), r.IsBusy,
            Latest(r.CreatedAt, r.ReadyAt, r.DeletedAt, r.Ended), Latest(r.Start ?? r.CreatedAt, r.ReadyAt, r.Done)))];
    }

    private static Instant Latest(Instant first, params ReadOnlySpan<Instant?> others)
    {
        foreach (var other in others)
            if (other is { } at && at > first) first = at;
        return first;
    }
}
