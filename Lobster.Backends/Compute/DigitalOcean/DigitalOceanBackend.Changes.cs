using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>What becomes of a machine in one action: power without asking, name, disk. And the plans.</summary>
internal sealed partial class DigitalOceanBackend : IForcedPower, IRename, IReimage, IPlanCatalogue
{
    public async Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        // Not only a settled machine: a shutdown that hangs is what this is for. The provider says when it is too busy.
        if (DigitalOceanMapping.Power(vm) == PowerState.Stopped) return new BackendChange.Done();
        return await CutAsync(vm.Id, cancellationToken);
    }

    public Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken) => RestartAsync(vmId, "power_cycle", cancellationToken);

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!DigitalOceanNames.IsName(name)) throw Rejected("At DigitalOcean a name has letters, digits, hyphens and dots only, and ends with a letter or digit.");
        var vm = await RequireAsync(vmId, cancellationToken);
        if (vm.Name == name) return new BackendChange.Done();
        var action = await client.ActAsync(vm.Id, new("rename") { Name = name }, cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Acting(vm.Id, action.Id));
    }

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("DigitalOcean boots disk images only, no ISO images.");
        var vm = await RequireAsync(request.VmId, cancellationToken);
        Settled(vm);
        try
        {
            var action = await client.ActAsync(vm.Id, new("rebuild") { Image = new DigitalOceanRef(request.ImageId) }, cancellationToken);
            return DigitalOceanTasks.Poll(new DigitalOceanTask.Reimaging(vm.Id, action.Id));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw new BackendException(BackendErrorKind.Rejected, "DigitalOcean does not know the image.", e) { ProviderText = e.ProviderText };
        }
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await client.SizesAsync(cancellationToken).Select(s => DigitalOceanMapping.Plan(s, options.Region)).ToListAsync(cancellationToken);

    private async Task<BackendChange> RestartAsync(string vmId, string type, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (DigitalOceanMapping.Power(vm) is { IsSettled: true } power && power != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        var action = await client.ActAsync(vm.Id, new(type), cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Acting(vm.Id, action.Id));
    }

    private async Task<BackendChange> CutAsync(long vm, CancellationToken cancellationToken)
    {
        var action = await client.ActAsync(vm, new("power_off"), cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Cutting(vm, action.Id));
    }
}
