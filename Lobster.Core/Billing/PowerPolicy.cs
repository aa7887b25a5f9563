using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Moves a machine's rate when its plan charges less for a stopped or suspended one.</summary>
internal static class PowerPolicy
{
    /// <summary>Adds a point to the rate timeline when the factor that follows from power and suspension differs from the one in force.</summary>
    public static async Task ApplyAsync(
        LobsterDbContext db, VirtualMachine vm, bool isOff, OperationId operation, Instant now, CancellationToken cancellationToken)
    {
        var billing = await db.VmBillings.AsNoTracking().SingleOrDefaultAsync(b => b.VmId == vm.Id && b.End == null, cancellationToken);
        if (billing is null) return;
        var current = await db.RateChanges.AsNoTracking().Where(r => r.VmId == vm.Id).OrderByDescending(r => r.From).FirstAsync(cancellationToken);
        var factor = await FactorAsync(db, vm, isOff, cancellationToken);
        if (factor == current.Factor) return;
        var price = await db.PriceVersions.AsNoTracking().SingleAsync(p => p.Id == current.PriceVersionId, cancellationToken);
        await VmCharging.AddRateAsync(db, vm, price, factor, now, operation, cancellationToken);
    }

    /// <summary>What its plan's policy makes of the price, in thousandths.</summary>
    public static async Task<int> FactorAsync(LobsterDbContext db, VirtualMachine vm, bool isOff, CancellationToken cancellationToken)
    {
        if (!isOff) return 1000;
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == vm.PlanId, cancellationToken);
        return vm.Suspension == SuspensionKind.None ? plan.StoppedFactor : plan.SuspendedFactor;
    }

    /// <summary>Whether it is off because it is to be: a machine that switched itself off is asked for its full price, as one that was told to and did not.</summary>
    public static bool IsOff(VirtualMachine vm) =>
        vm.PowerState == PowerState.Stopped.Value && (vm.Suspension != SuspensionKind.None || vm.DesiredPower == DesiredPower.Off);
}
