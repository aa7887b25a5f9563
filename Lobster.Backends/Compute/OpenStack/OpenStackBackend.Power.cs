using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Power.</summary>
internal partial class OpenStackBackend
{
    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(vmId, cancellationToken);
        var power = OpenStackMapping.Power(server);
        if (power == PowerState.Running) return new BackendChange.Done();
        if (power == PowerState.Suspended) await WakeAsync(server, cancellationToken);
        else if (power == PowerState.Starting) return new BackendChange.WatchVm(PowerState.Running);
        else if (power.IsSettled) await compute.ActAsync(vmId, "os-start", null, cancellationToken);
        else throw Busy();
        return new BackendChange.WatchVm(PowerState.Running);
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(vmId, cancellationToken);
        var power = OpenStackMapping.Power(server);
        if (power == PowerState.Stopped || server.Status == "SHELVED_OFFLOADED") return new BackendChange.Done(); // One that is offloaded is on no host.
        if (power == PowerState.Stopping) return new BackendChange.WatchVm(PowerState.Stopped);
        if (!power.IsSettled) throw Busy();
        if (power == PowerState.Suspended)
        {
            // What is held cannot be stopped, and would go on where it was.
            await WakeAsync(server, cancellationToken);
            return OpenStackTasks.Poll(new OpenStackTask.Stopping(vmId));
        }

        // Nova asks the guest first and cuts its power after a while of its own.
        await compute.ActAsync(vmId, "os-stop", null, cancellationToken);
        return new BackendChange.WatchVm(PowerState.Stopped);
    }

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var power = OpenStackMapping.Power(await RequireAsync(vmId, cancellationToken));
        if (power == PowerState.Rebooting) return new BackendChange.WatchVm(PowerState.Running);
        if (power != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a machine that runs can be restarted.");
        // Nova resets by itself a guest that does not answer.
        await compute.ActAsync(vmId, "reboot", new System.Text.Json.Nodes.JsonObject { ["type"] = "SOFT" }, cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running);
    }

    private Task<Http.HttpAnswer> WakeAsync(OpenStackServer server, CancellationToken cancellationToken) => compute.ActAsync(server.Id, server.Status switch
    {
        "PAUSED" => "unpause",
        "SUSPENDED" => "resume",
        _ => "unshelve",
    }, null, cancellationToken);

    // Once it runs it is stopped; a panel that died in between finds it running or stopping.
    private async Task<BackendTask> StoppedAsync(OpenStackTask.Stopping task, CancellationToken cancellationToken)
    {
        var power = OpenStackMapping.Power(await RequireAsync(task.Vm, cancellationToken));
        if (power == PowerState.Stopped) return new BackendTask.Succeeded();
        if (power == PowerState.Error) return new BackendTask.Failed(BackendErrorKind.Rejected, "OpenStack could not stop this machine.");
        if (power == PowerState.Running) await NextAsync(() => compute.ActAsync(task.Vm, "os-stop", null, cancellationToken));
        return new BackendTask.Running(Text: "Shutting down");
    }

    // Begins a step. Where the machine is busy the same task is asked again: it may be busy with this very step, begun by a panel that died.
    private static async Task NextAsync(Func<Task> step, BackendErrorKind refusal = BackendErrorKind.Conflict)
    {
        try
        {
            await step();
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Conflict || e.Kind == refusal)
        {
            // As told above.
        }
    }
}
