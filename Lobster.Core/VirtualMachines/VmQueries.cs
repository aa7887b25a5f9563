using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>What the page of one machine shows.</summary>
public sealed class VmQueries(Transactions transactions, BusinessClock clock, RegionBackends backends)
{
    /// <summary>A machine, deleted ones too; null when there is none or the actor may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<VmDetail?> FindAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var vm = await db.VirtualMachines.SingleOrDefaultAsync(v => v.Id == vmId, token);
            return vm is not null && await db.MayReadAsync(actor, vm.AccountId, token) ? await ReadAsync(db, vm, token) : null;
        }, cancellationToken);

    private async Task<VmDetail> ReadAsync(LobsterDbContext db, VirtualMachine vm, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var one = db.VirtualMachines.Where(v => v.Id == vm.Id);
        var row = (await VmListQueries.RowsAsync(db, one, VmListQueries.MonthStart(now), cancellationToken)).Single();
        var region = await db.Regions.SingleAsync(r => r.Id == vm.RegionId, cancellationToken);
        var plan = await db.Plans.SingleAsync(p => p.Id == vm.PlanId, cancellationToken);
        var billing = await db.VmBillings.SingleOrDefaultAsync(b => b.VmId == vm.Id, cancellationToken);
        var facts = new PlanFacts(plan.Id, plan.Name, plan.VCpus, plan.RamMb, plan.DiskGb, plan.TransferGb, vm.HourlyRate);
        return new VmDetail(row, vm.AccountId, vm.RegionId, facts, vm.CreatedAt)
        {
            ReadyAt = vm.ReadyAt, DeleteRequestedAt = vm.DeleteRequestedAt, DeletedAt = vm.DeletedAt, HasLogin = vm.ProtectedPassword is not null,
            StoppedBySuspension = vm.StoppedBySuspension,
            BillingStart = billing?.Start, ChargedUntil = billing?.ChargedUntil, IntervalMinutes = billing?.IntervalMinutes,
            SshKeys = await KeysAsync(db, vm.Id, cancellationToken),
            Lines = await VmCharges.LinesAsync(db, db.ChargeLines.Where(l => l.VmId == vm.Id && l.Day >= now.Day.AddDays(-1)), cancellationToken),
            Snapshots = await SnapshotsAsync(db, vm.Id, cancellationToken),
            Failed = await LastFailureAsync(db, vm.Id, cancellationToken),
            Missing = backends.Missing(region),
        };
    }

    private static Task<List<string>> KeysAsync(LobsterDbContext db, VmId vmId, CancellationToken cancellationToken) =>
        (from link in db.VmSshKeys join key in db.SshKeys on link.SshKeyId equals key.Id where link.VmId == vmId orderby key.Name select key.Name)
            .ToListAsync(cancellationToken);

    private static Task<List<VmSnapshot>> SnapshotsAsync(LobsterDbContext db, VmId vmId, CancellationToken cancellationToken) =>
        db.Images.Where(i => i.SourceVmId == vmId && i.State != ImageState.Deleted).OrderByDescending(i => i.Id)
            .Select(i => new VmSnapshot(i.Id, i.Name, i.State, i.SizeMb, i.Error, i.CreatedAt)).ToListAsync(cancellationToken);

    private static async Task<OperationView?> LastFailureAsync(LobsterDbContext db, VmId vmId, CancellationToken cancellationToken)
    {
        var last = db.Operations.Where(o => o.VmId == vmId && o.State != OperationState.Cancelled).OrderByDescending(o => o.Id).Take(1);
        return await db.ViewAsync(last, cancellationToken) is [{ State: OperationState.Failed } failed] ? failed : null;
    }
}
