using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>What becomes of a machine: power without asking, name, disk. And the plans.</summary>
internal sealed partial class SolusVm2Backend : IForcedPower, IRename, IReimage, IPlanCatalogue
{
    public async Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        // Not only a settled machine: a shutdown that hangs is what this is for. The master says when it is too busy.
        return SolusVm2Mapping.IsOff(vm) ? new BackendChange.Done() : await CutAsync(vm.Id, cancellationToken);
    }

    public Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken) => RestartAsync(vmId, isForced: true, cancellationToken);

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!SolusVm2Names.IsName(name)) throw Rejected("At SolusVM 2 a name has letters, digits, hyphens and dots only, begins and ends with a letter or digit, and has at most 63 of them.");
        var vm = await RequireAsync(vmId, cancellationToken);
        if (vm.Name != name) await client.RenameAsync(vm.Id, new SolusVm2Rename(name) { Fqdns = SolusVm2Names.Domains(name) }, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var vm = await RequireAsync(request.VmId, cancellationToken);
        var os = Os(request.ImageId, request.ImageKind);
        Settled(vm);
        var keys = await ImportKeysAsync(KeyName(vm), request.SshKeys, cancellationToken);
        var password = keys.Count == 0 ? SolusVm2Passwords.Next() : null;
        try
        {
            var job = await client.ReinstallAsync(vm.Id, new SolusVm2Reinstall(os) { SshKeys = Ids(keys), UserData = request.UserData, Password = password }, cancellationToken);
            return SolusVm2Tasks.Poll(new SolusVm2Task.Reimaging(vm.Id, job.Id, Ours(keys))) with { Login = Login(password) };
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetQuietlyAsync(Ours(keys), cancellationToken);
            throw Refusal(e, "SolusVM does not know the image.");
        }
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await PlansAsync(cancellationToken).Select(p => SolusVm2Mapping.Plan(p, p.Id!.Value)).ToListAsync(cancellationToken);

    private IAsyncEnumerable<SolusVm2Plan> PlansAsync(CancellationToken cancellationToken) =>
        client.PlansAsync(cancellationToken).Where(p => p.Id is not null && (p.VirtualizationType ?? options.Virtualization) == options.Virtualization);

    private async Task<BackendChange> RestartAsync(string vmId, bool isForced, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (Settled(vm) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        var job = await client.RestartAsync(vm.Id, isForced, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Starting(vm.Id, job.Id, []));
    }

    private async Task<BackendChange> CutAsync(long vm, CancellationToken cancellationToken)
    {
        var job = await client.StopAsync(vm, isForced: true, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Cutting(vm, job.Id));
    }
}
