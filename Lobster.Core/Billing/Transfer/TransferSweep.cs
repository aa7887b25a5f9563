using System.Collections.Concurrent;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Core.Billing.Transfer;

/// <summary>
/// Reads each region's transfer counters in as few requests as the backend allows, outside any transaction, some regions at a time. What is not told
/// changes nothing: the next reading that is told covers it.
/// </summary>
public sealed class TransferSweep(
    Transactions transactions, SweepGate gate, RegionBackends backends, RegionHealth health, TransferMeter meter, TransferOptions options,
    TimeProvider time, ILogger<TransferSweep> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "transfer-meter";

    private const int RegionsAtOnce = 4;

    // Providers may correct a day for a while after it is over.
    private static readonly TimeSpan DayCorrections = TimeSpan.FromDays(2);
    private readonly ConcurrentDictionary<RegionId, Instant> asked = new();

    string ISweep.Name => Name;

    /// <summary>One pass over the regions that are due and not backing off.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, LookAsync, cancellationToken);

    private async Task<SweepResult> LookAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var system = Instant.From(time.GetUtcNow());
        var regions = await transactions.ReadAsync((db, token) => db.Regions
            .Where(r => r.NextAttemptAt == null || r.NextAttemptAt <= system).ToListAsync(token), cancellationToken);
        var due = regions.Where(r => !asked.TryGetValue(r.Id, out var last) || pass.Now < last || pass.Now - last >= TimeSpan.FromMinutes(options.MeterMinutes));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RegionsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (region, token) => await ReadAsync(region, pass.Now, token));
        return SweepResult.Nothing;
    }

    private async Task ReadAsync(Region region, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            if (backends.Of(region) is not ITransferMeter source) return;
            var (ids, since) = await MachinesAsync(region.Id, source.TransferKind, cancellationToken);
            if (ids.Count == 0) return;
            var told = new List<Told>();
            await foreach (var reading in source.ReadTransferAsync(ids, since, cancellationToken)) told.Add(reading);
            await meter.NoteAsync(region, told, cancellationToken);
            asked[region.Id] = now;
        }
        catch (BackendException e)
        {
            log.LogWarning("Region {Region} does not tell its transfer: {Kind}: {Message}", region.Id, e.Kind, e.Message);
            if (RegionHealth.ConcernsRegion(e.Kind)) await health.FailedAsync(region.Id, e, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The transfer of region {Region} could not be read", region.Id);
        }
    }

    private Task<(List<string> Ids, Instant Since)> MachinesAsync(RegionId region, TransferKind kind, CancellationToken cancellationToken) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var machines = await (from vm in db.VirtualMachines
                                  join billing in db.VmBillings on vm.Id equals billing.VmId
                                  where vm.RegionId == region && vm.BackendId != null && (vm.Lifecycle == VmLifecycle.Active || vm.Lifecycle == VmLifecycle.Deleting)
                                  orderby vm.Id
                                  select new
                                  {
                                      Backend = vm.BackendId!, billing.Start,
                                      Last = db.TransferReadings.Where(r => r.VmId == vm.Id).Max(r => (Instant?)r.CoversUntil),
                                  }).ToListAsync(token);
            var since = machines.Select(m => m.Last ?? m.Start).DefaultIfEmpty().Min();
            return (machines.ConvertAll(m => m.Backend), kind == TransferKind.UtcDay ? since - DayCorrections : since);
        }, cancellationToken);
}
