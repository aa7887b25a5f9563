using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Reconciliation;

/// <summary>
/// Lists what each region's backend really has and compares it with the panel's machines. A region that does not answer, or whose listing
/// breaks off, is not judged. Also carries on with the deletion of orphans.
/// </summary>
public sealed class ReconcileSweep(
    Transactions transactions, SweepGate gate, RegionBackends backends, RegionHealth health, FindingWriter writer, OrphanRemoval removal,
    BusinessClock clock, TimeProvider time, ReconcileOptions options, ILogger<ReconcileSweep> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "reconcile";

    string ISweep.Name => Name;

    /// <summary>One pass over all regions whose last listing is long enough ago.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, LookAsync, cancellationToken);

    private async Task<SweepResult> LookAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var removed = await removal.CarryOnAsync(cancellationToken);
        var due = await transactions.ReadAsync((db, token) => DueAsync(db, SystemNow, token), cancellationToken);
        if (due.Count == 0) return removed;
        await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        var counted = await Task.WhenAll(due.Select(region => CountAsync(region, cancellationToken)));
        return removed + new SweepResult(counted.Count(c => c), counted.Count(c => !c));
    }

    // A region that was never opened to customers and holds nothing of theirs may well not work yet.
    private Task<List<Region>> DueAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var latest = now - options.Pause;
        return db.Regions.Where(r => (r.NextAttemptAt == null || r.NextAttemptAt <= now)
            && !db.RegionInventories.Any(i => i.RegionId == r.Id && i.CountedAt > latest)
            && (r.IsEnabled || db.VirtualMachines.Any(v => v.RegionId == r.Id) || db.Findings.Any(f => f.RegionId == r.Id && f.State != FindingState.Resolved)))
            .OrderBy(r => r.Id).ToListAsync(cancellationToken);
    }

    private async Task<bool> CountAsync(Region region, CancellationToken cancellationToken)
    {
        try
        {
            var (began, at, stamp) = (SystemNow, clock.Now, time.GetTimestamp());
            var backend = backends.Of(region);
            var machines = await backend.ListAsync(cancellationToken).ToListAsync(cancellationToken);
            await health.AnsweredAsync(region.Id, time.GetElapsedTime(stamp), cancellationToken);
            await writer.WriteAsync(new RegionListed(region, began, at, machines, backend is IRename), cancellationToken);
            return true;
        }
        catch (BackendException e)
        {
            log.LogWarning("Region {Region} cannot be reconciled: {Kind}: {Message}", region.Id, e.Kind, e.Message);
            await health.FailedAsync(region.Id, e, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return true; // another node wrote the region's first listing in this very moment
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Region {Region} could not be reconciled", region.Id);
        }

        return false;
    }

    private Instant SystemNow => Instant.From(time.GetUtcNow());
}
