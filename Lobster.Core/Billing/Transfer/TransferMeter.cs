using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Core.Billing.Transfer;

/// <summary>
/// Writes readings down: the reading itself, the machine's days and the account's pools move together or not at all, guarded by the figures of the
/// reading before, so that two panels that read the same counter never add its bytes twice.
/// </summary>
public sealed class TransferMeter(Transactions transactions, TransferOptions options, BusinessClock clock)
{
    private const int MachinesATransaction = 500;

    /// <summary>Notes what a region's meter said.</summary>
    /// <param name="region">The region.</param>
    /// <param name="readings">In any order; those of machines that the panel does not bill are left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many readings brought bytes.</returns>
    public async Task<int> NoteAsync(Region region, IEnumerable<Told> readings, CancellationToken cancellationToken = default)
    {
        var noted = 0;
        foreach (var batch in readings.GroupBy(r => r.VmId).Chunk(MachinesATransaction))
        {
            var told = batch.SelectMany(m => m).OrderBy(r => r.Until).ToList();
            var (count, jumps) = await NoteBatchAsync(region, told, cancellationToken);
            noted += count;
            foreach (var jump in jumps) await SetAsideAsync(region, jump, cancellationToken);
        }

        return noted;
    }

    private async Task<(int Noted, IReadOnlyList<MeterJump> Jumps)> NoteBatchAsync(Region region, List<Told> told, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transactions.RunAsync((db, token) => NoteBatchAsync(db, region, told, token), cancellationToken);
            }
            catch (DbUpdateException e) when (attempt < 3 && DatabaseErrors.IsDuplicate(e))
            {
                // Another panel noted a counter for the first time in this very moment.
            }
        }
    }

    private async Task<(int Noted, IReadOnlyList<MeterJump> Jumps)> NoteBatchAsync(
        LobsterDbContext db, Region region, List<Told> told, CancellationToken cancellationToken)
    {
        var names = told.Select(r => r.VmId).Distinct().ToList();
        var machines = await (from vm in db.VirtualMachines.AsNoTracking()
                              join billing in db.VmBillings on vm.Id equals billing.VmId
                              where vm.RegionId == region.Id && vm.BackendId != null && names.Contains(vm.BackendId) && vm.Lifecycle != VmLifecycle.Deleted
                              select new MeteredVm(vm.Id, vm.AccountId, vm.BackendId!, billing.Start)).ToDictionaryAsync(m => m.BackendId, cancellationToken);
        var counts = await db.Regions.Where(r => r.Id == region.Id).Select(r => r.TransferCounts).SingleAsync(cancellationToken);
        var ids = machines.Values.Select(m => m.Id).ToList();
        var known = (await db.TransferReadings.Where(r => ids.Contains(r.VmId)).ToListAsync(cancellationToken)).ToDictionary(r => (r.VmId, r.CounterId));
        var ledger = new MeterLedger(db, region.Id, counts);
        var jumps = new List<MeterJump>();
        foreach (var reading in told)
            if (machines.TryGetValue(reading.VmId, out var vm)) await NoteAsync(db, vm, reading, known, ledger, jumps, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.WriteAsync(cancellationToken);
        return (ledger.Readings, jumps);
    }

    private async Task NoteAsync(
        LobsterDbContext db, MeteredVm vm, Told reading, Dictionary<(VmId, string), TransferReading> known, MeterLedger ledger,
        List<MeterJump> jumps, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        // A provider's clock may run ahead; what it says of the future is said of now.
        var until = reading.Until < now ? reading.Until : now;
        var figures = new MeterFigures(reading.InBytes, reading.OutBytes, reading.From is { } told && told > until ? until : reading.From, until);
        var row = known.GetValueOrDefault((vm.Id, reading.CounterId));
        MeterState? last = row is null ? null : new MeterState(row.InBytes, row.OutBytes, row.CoversFrom, row.CoversUntil);
        if (TransferMetering.Step(reading.Kind, last, figures, Since(vm, reading.Kind, known.Values)) is not { } step) return;
        if (step.In < 0 || step.Out < 0)
        {
            if (!await ledger.CorrectAsync(vm, step, cancellationToken)) return;
        }
        else if (step.Exceeds(options.LinkBytesPerSecond))
        {
            jumps.Add(new MeterJump(vm, reading.CounterId, step));
        }
        else
        {
            ledger.Add(vm, step);
        }

        if (row is null)
        {
            known[(vm.Id, reading.CounterId)] = row = new TransferReading { VmId = vm.Id, CounterId = reading.CounterId, Kind = reading.Kind.ToString() };
            db.TransferReadings.Add(row);
        }

        (row.InBytes, row.OutBytes, row.CoversFrom, row.CoversUntil) = (step.State.In, step.State.Out, step.State.From, step.State.Until);
        (row.Kind, row.TakenAt, row.IsEstimated) = (reading.Kind.ToString(), now, reading.IsEstimate);
    }

    private static Instant Since(MeteredVm vm, TransferKind kind, IEnumerable<TransferReading> known)
    {
        if (kind is TransferKind.UtcDay or TransferKind.Delta) return vm.Start;
        var last = known.Where(r => r.VmId == vm.Id).Select(r => r.CoversUntil).DefaultIfEmpty(vm.Start).Max();
        return last > vm.Start ? last : vm.Start;
    }

    private Task SetAsideAsync(Region region, MeterJump jump, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var now = clock.Now;
            await db.TakeAccountAsync(jump.Vm.AccountId, token);
            var bytes = Math.Max(jump.Step.In, jump.Step.Out);
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"The transfer counter {jump.CounterId} of machine {jump.Vm.Id} moved by {bytes} bytes from {jump.Step.From} to {jump.Step.Until}, more than {options.LinkGbit} Gbit/s can carry. These bytes were not counted.");
            db.Record(now, Actor.System, "transfer.jumped", SubjectKind.Vm, jump.Vm.Id.Value, jump.Vm.AccountId, new { jump.CounterId, jump.Step.In, jump.Step.Out, region = region.Id.Value });
            await db.ParkAsync(jump.Vm.AccountId, now, reason, token);
        }, cancellationToken);
}
