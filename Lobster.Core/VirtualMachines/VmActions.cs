using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using ImageKind = Lobster.Core.Images.ImageKind;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Core.VirtualMachines;

/// <summary>What the owner of a machine can ask for, beside creating and deleting it. Every method queues an operation and answers at once.</summary>
public sealed class VmActions(VmRequests requests, RegionBackends backends, BillingOptions options)
{
    /// <summary>Starts it; refused without credit.</summary>
    public Task<Outcome<OperationId>> StartAsync(Actor actor, VmId vmId, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Start, requestId, async (request, token) =>
        {
            var burn = await request.Db.BurnRateAsync(request.Account.Id, request.Now, token);
            if (burn > Money.Zero && request.Account.Credit <= Money.Zero) return new Refusal.NotEnoughCredit("There is no credit left. Add some first.");
            request.Vm.DesiredPower = DesiredPower.On;
            return new VmRequestPlan();
        }, cancellationToken);

    /// <summary>Stops it.</summary>
    public Task<Outcome<OperationId>> StopAsync(Actor actor, VmId vmId, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Stop, requestId, (request, _) =>
        {
            request.Vm.DesiredPower = DesiredPower.Off;
            return Plan();
        }, cancellationToken);

    /// <summary>Reboots it; it must run.</summary>
    public Task<Outcome<OperationId>> RebootAsync(Actor actor, VmId vmId, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Reboot, requestId, (request, _) =>
            request.Vm.PowerState == PowerState.Stopped.Value ? Refuse(new Refusal.Conflict("{0} is stopped. Start it instead.", request.Vm.Name)) : Plan(), cancellationToken);

    /// <summary>Gives it another name.</summary>
    public Task<Outcome<OperationId>> RenameAsync(Actor actor, VmId vmId, string name, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Rename, requestId, (request, _) =>
            (VmName.Check(name) ?? NotOffered(request, Capability.Rename)) is { } refusal ? Refuse(refusal) : Plan(new RenameArguments(name)), cancellationToken);

    /// <summary>Writes an image over its disk; everything on it is gone.</summary>
    public Task<Outcome<OperationId>> ReimageAsync(Actor actor, VmId vmId, ImageId imageId, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Reimage, requestId, async (request, token) =>
        {
            if (NotOffered(request, Capability.Reimage) is { } refusal) return refusal;
            var vm = request.Vm;
            var usable = await request.Db.Images.AnyAsync(i => i.Id == imageId && i.State == ImageState.Active && i.BackendId != null
                && i.RegionId == vm.RegionId && (i.AccountId == vm.AccountId || (i.AccountId == null && i.IsEnabled)), token);
            if (!usable) return new Refusal.Invalid("Image", "Choose an image of this region.");
            return new VmRequestPlan(new ReimageArguments(imageId.Value));
        }, cancellationToken);

    /// <summary>Gives it another plan; a dearer one is refused without enough credit.</summary>
    public Task<Outcome<OperationId>> ResizeAsync(Actor actor, VmId vmId, PlanId planId, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Resize, requestId, (request, token) => CheckResizeAsync(request, planId, token), cancellationToken);

    /// <summary>Makes an image of its disk. The image is listed at once as pending.</summary>
    public Task<Outcome<OperationId>> SnapshotAsync(Actor actor, VmId vmId, string name, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.Snapshot, requestId, (request, _) =>
        {
            if ((ImageName.Check(name) ?? NotOffered(request, Capability.Snapshot)) is { } refusal) return Refuse(refusal);
            var vm = request.Vm;
            return Task.FromResult<Outcome<VmRequestPlan>>(new VmRequestPlan(null, new Image
            {
                AccountId = vm.AccountId, RegionId = vm.RegionId, Name = name, Kind = ImageKind.Template, State = ImageState.Pending,
                SourceVmId = vm.Id, RequestId = requestId, CreatedAt = request.Now,
            }));
        }, cancellationToken);

    /// <summary>Sets or, with an empty name, resets the reverse DNS of one of its addresses.</summary>
    public Task<Outcome<OperationId>> SetReverseDnsAsync(
        Actor actor, VmId vmId, string address, string? hostName, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.SetReverseDns, requestId, (request, _) =>
            (AddressRules.Check(address) ?? AddressRules.CheckHostName(hostName) ?? NotOffered(request, Capability.ReverseDns)) is { } refusal
                ? Refuse(refusal)
                : Plan(new AddressArguments(address, null, string.IsNullOrWhiteSpace(hostName) ? null : hostName.TrimEnd('.'))), cancellationToken);

    /// <summary>Adds an address of the provider's choice.</summary>
    public Task<Outcome<OperationId>> AddAddressAsync(Actor actor, VmId vmId, AddressType type, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.AddAddress, requestId, (request, _) =>
            NotOffered(request, Capability.AddressChanges) is { } refusal ? Refuse(refusal) : Plan(new AddressArguments(null, type.ToString(), null)), cancellationToken);

    /// <summary>Gives an address back.</summary>
    public Task<Outcome<OperationId>> RemoveAddressAsync(Actor actor, VmId vmId, string address, Guid requestId, CancellationToken cancellationToken = default) =>
        requests.QueueAsync(actor, vmId, OperationKind.RemoveAddress, requestId, (request, _) =>
            (AddressRules.Check(address) ?? NotOffered(request, Capability.AddressChanges)) is { } refusal
                ? Refuse(refusal)
                : Plan(new AddressArguments(address, null, null)), cancellationToken);

    private async Task<Outcome<VmRequestPlan>> CheckResizeAsync(VmRequest request, PlanId planId, CancellationToken cancellationToken)
    {
        var (db, vm) = (request.Db, request.Vm);
        if (NotOffered(request, Capability.Resize) is { } refusal) return refusal;
        if (vm.PlanId == planId) return new Refusal.Invalid("Plan", "{0} has this plan already.", vm.Name);
        if (!await db.OffersAsync(planId, vm.RegionId, cancellationToken)) return new Refusal.Invalid("Plan", "Choose a plan that is sold in this region.");
        if (await db.PlanPriceAsync(planId, vm.RegionId, request.Now, cancellationToken) is not { } price)
            return new Refusal.Invalid("Plan", "This plan has no price in this region.");
        var disks = await db.Plans.Where(p => p.Id == planId || p.Id == vm.PlanId).ToDictionaryAsync(p => p.Id, p => p.DiskGb, cancellationToken);
        if (disks[planId] < disks[vm.PlanId] && backends.Of(request.Region) is IResize { CanShrinkDisk: false })
            return new Refusal.Invalid("Plan", "Choose a plan with a disk of at least {0} GB; {1} cannot make disks smaller.", disks[vm.PlanId], request.Region.Name);
        if (price.Sale > vm.HourlyRate)
        {
            var burn = await db.BurnRateAsync(vm.AccountId, request.Now, cancellationToken) - vm.HourlyRate + price.Sale;
            if (AccountRules.CanAfford(request.Account, burn, options) is { } tooDear) return tooDear;
        }

        return new VmRequestPlan(new ResizeArguments(planId.Value, price.Id.Value));
    }

    private Refusal.NotOffered? NotOffered(VmRequest request, Capability capability)
    {
        try
        {
            return backends.Of(request.Region).WhyNot(capability) is { } reason ? new Refusal.NotOffered(reason) : null;
        }
        catch (BackendException)
        {
            return new Refusal.NotOffered("{0} cannot be reached right now.", request.Region.Name);
        }
    }

    private static Task<Outcome<VmRequestPlan>> Plan(object? arguments = null) => Task.FromResult<Outcome<VmRequestPlan>>(new VmRequestPlan(arguments));

    private static Task<Outcome<VmRequestPlan>> Refuse(Refusal refusal) => Task.FromResult<Outcome<VmRequestPlan>>(refusal);
}
