using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Power and name.</summary>
internal sealed partial class GceBackend : IRename
{
    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        var power = GceStates.Of(vm.Status);
        if (power == PowerState.Running) return new BackendChange.Done();
        if (power == PowerState.Provisioning || power == PowerState.Starting) return new BackendChange.WatchVm(PowerState.Running);
        if (power == PowerState.Suspended) throw new BackendException(BackendErrorKind.Conflict, "The machine was suspended in Google's console, and has to be resumed there.");
        if (power != PowerState.Stopped) throw Busy();
        await ForgetRestartAsync(at, vm, cancellationToken);
        return Act(await client.StartAsync(at, cancellationToken));
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        var power = GceStates.Of(vm.Status);
        await ForgetRestartAsync(at, vm, cancellationToken);
        if (power == PowerState.Stopped) return new BackendChange.Done();
        if (power == PowerState.Stopping) return new BackendChange.WatchVm(PowerState.Stopped);
        return Act(await client.StopAsync(at, cancellationToken));
    }

    // Google restarts a machine in one way, without asking the guest.
    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        if (GceStates.Of(vm.Status) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        return Act(await client.ResetAsync(at, cancellationToken));
    }

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || GceLabels.Bend(name) != name) throw Rejected("At Google a name has small letters, digits, hyphens and underscores only, and 63 of them at most.");
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        if (vm.Labels?.GetValueOrDefault(GceLabels.Name) == name) return new BackendChange.Done();
        return Act(await LabelAsync(at, vm, labels => labels[GceLabels.Name] = name, cancellationToken));
    }

    private static BackendChange.Poll Act(GceOperation operation) => GceTasks.Poll(new GceTask.Acting { Operation = operation.Path });

    // A machine that was left half-resized is not to be started behind its owner's back once he has said what it shall be.
    private async Task ForgetRestartAsync(GcePlace at, GceInstance vm, CancellationToken cancellationToken)
    {
        if (IsToRestart(vm)) await LabelAsync(at, vm, labels => labels.Remove(GceLabels.Restart), cancellationToken);
    }

    // Google takes all labels at once, and refuses them where somebody else changed them meanwhile.
    private Task<GceOperation> LabelAsync(GcePlace at, GceInstance vm, Action<Dictionary<string, string>> change, CancellationToken cancellationToken)
    {
        var labels = (vm.Labels ?? new Dictionary<string, string>()).ToDictionary();
        change(labels);
        return client.SetLabelsAsync(at, new GceSetLabels(labels, vm.LabelFingerprint), cancellationToken);
    }
}
