using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.VirtualMachines;

/// <summary>Asks each region once for all its machines and notes what changed. A region that does not answer is left alone for a while; its machines keep their last state.</summary>
public sealed class StatusSweep(
    Transactions transactions, SweepGate gate, RegionBackends backends, RegionHealth health, TimeProvider time, ILogger<StatusSweep> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "status";

    string ISweep.Name => Name;

    /// <summary>One pass over all regions that have living machines and are not backing off.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, LookAsync, cancellationToken);

    private async Task<SweepResult> LookAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        var regions = await transactions.ReadAsync((db, token) => db.Regions
            .Where(r => (r.NextAttemptAt == null || r.NextAttemptAt <= now)
                && db.VirtualMachines.Any(v => v.RegionId == r.Id && v.BackendId != null && v.Lifecycle == VmLifecycle.Active))
            .ToListAsync(token), cancellationToken);
        await Task.WhenAll(regions.Select(region => SweepAsync(region, cancellationToken)));
        return SweepResult.Nothing;
    }

    private async Task SweepAsync(Region region, CancellationToken cancellationToken)
    {
        try
        {
            var began = time.GetTimestamp();
            var seen = await ListAsync(backends.Of(region), cancellationToken);
            await health.AnsweredAsync(region.Id, time.GetElapsedTime(began), cancellationToken);
            await NoteAsync(region.Id, seen, cancellationToken);
        }
        catch (BackendException e)
        {
            log.LogWarning("Region {Region} does not tell its machines: {Kind}: {Message}", region.Id, e.Kind, e.Message);
            await health.FailedAsync(region.Id, e, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The status of region {Region} could not be read", region.Id);
        }
    }

    private static async Task<Dictionary<string, BackendVm>> ListAsync(IComputeBackend backend, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, BackendVm>();
        await foreach (var vm in backend.ListAsync(cancellationToken)) seen[vm.Id] = vm;
        return seen;
    }

    private async Task NoteAsync(RegionId region, Dictionary<string, BackendVm> seen, CancellationToken cancellationToken)
    {
        var at = Instant.From(time.GetUtcNow());
        var differing = await transactions.ReadAsync(async (db, token) =>
            (await db.VirtualMachines.Where(v => v.RegionId == region && v.BackendId != null && v.Lifecycle == VmLifecycle.Active).ToListAsync(token))
                .Where(v => seen.TryGetValue(v.BackendId!, out var now) && v.See(now, at)).Select(v => v.Id).ToList(), cancellationToken);
        foreach (var chunk in differing.Chunk(200))
            await transactions.RunAsync(async (db, token) =>
            {
                foreach (var vm in await db.VirtualMachines.Where(v => chunk.Contains(v.Id)).ToListAsync(token))
                {
                    if (vm.Lifecycle != VmLifecycle.Active || !vm.See(seen[vm.BackendId!], at)) continue;
                    vm.Version++;
                    db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, vm.Id.Value, vm.AccountId));
                }
            }, cancellationToken);
    }
}
