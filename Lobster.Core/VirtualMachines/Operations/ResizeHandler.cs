using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Gives a machine another plan; the rate moves when the backend has done it, and a refused resize changes nothing.</summary>
internal sealed class ResizeHandler(Transactions transactions, TimeProvider time) : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Resize];

    protected override async Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var planId = new PlanId(work.Arguments<ResizeArguments>().PlanId);
        var size = await transactions.ReadAsync(async (db, token) =>
        {
            var plan = await db.Plans.SingleAsync(p => p.Id == planId, token);
            var backendSize = await db.PlanRegions.Where(p => p.PlanId == planId && p.RegionId == work.Region.Id).Select(p => p.BackendSizeId).SingleOrDefaultAsync(token);
            return plan.Size(backendSize);
        }, cancellationToken);
        return await work.Capability<IResize>().ResizeAsync(work.BackendVmId, size, cancellationToken);
    }

    protected override async Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken)
    {
        var seen = await LookAsync(work, cancellationToken);
        return (db, now, token) => ApplyAsync(db, work, seen, now, token);
    }

    // On the way it was busy, and the status sweep may have said so: what it is now is shown at once. The resize is done whatever this look brings; it must not fail,
    // or the larger machine would go on at the smaller price.
    private static async Task<BackendVm?> LookAsync(OperationWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.Backend.GetAsync(work.BackendVmId, cancellationToken);
        }
        catch (BackendException)
        {
            return null;
        }
    }

    private async Task ApplyAsync(LobsterDbContext db, OperationWork work, BackendVm? seen, Instant now, CancellationToken token)
    {
        var arguments = work.Arguments<ResizeArguments>();
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        vm.PlanId = new PlanId(arguments.PlanId);
        if (seen is not null) vm.See(seen, Instant.From(time.GetUtcNow()));
        vm.Version++;
        if (!await db.VmBillings.AnyAsync(b => b.VmId == vm.Id && b.End == null, token)) return;
        var version = new PriceVersionId(arguments.PriceVersionId);
        var price = await db.PriceVersions.AsNoTracking().SingleAsync(p => p.Id == version, token);
        var factor = await PowerPolicy.FactorAsync(db, vm, PowerPolicy.IsOff(vm), token);
        await VmCharging.AddRateAsync(db, vm, price, factor, now, work.Operation.Id, token);
    }
}
