using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>What a machine's rows mean in the words of the panel.</summary>
internal static class MachineWords
{
    /// <summary>The state to draw. What the backend does not know keeps what the owner asked for.</summary>
    public static MachineState State(VmRow vm) => (vm.Lifecycle, vm.Suspension, vm.PowerState) switch
    {
        (VmLifecycle.Error, _, _) => MachineState.Error,
        (VmLifecycle.Deleting, _, _) => MachineState.Deleting,
        (VmLifecycle.Deleted, _, _) => MachineState.Deleted,
        (VmLifecycle.Provisioning, _, _) => MachineState.Provisioning,
        (_, not SuspensionKind.None, _) => MachineState.Suspended,
        (_, _, "rebooting") => MachineState.Rebooting,
        (_, _, "running") => vm.Operation?.Kind == OperationKind.Reboot ? MachineState.Rebooting : MachineState.Running,
        (_, _, "stopping") => MachineState.Running,
        (_, _, "stopped" or "starting") => MachineState.Stopped,
        (_, _, "error") => MachineState.Error,
        _ => vm.DesiredPower == DesiredPower.On ? MachineState.Running : MachineState.Stopped,
    };

    /// <summary>Whether it runs, so that it can be stopped.</summary>
    public static bool Runs(VmRow vm) => State(vm) is MachineState.Running or MachineState.Rebooting;

    /// <summary>What goes on, as the title of a card or a line: "Stopping web-1".</summary>
    public static string Title(this IStringLocalizer<Ui> words, OperationView operation) => words.Title(operation.Kind, operation.Subject);

    /// <summary>The same for an operation of which only kind and subject are known.</summary>
    public static string Title(this IStringLocalizer<Ui> words, OperationKind kind, string subject) => kind switch
    {
        OperationKind.Create => words["Creating {0}", subject],
        OperationKind.Delete => words["Deleting {0}", subject],
        OperationKind.Start => words["Starting {0}", subject],
        OperationKind.Stop => words["Stopping {0}", subject],
        OperationKind.Reboot => words["Rebooting {0}", subject],
        OperationKind.Rename => words["Renaming {0}", subject],
        OperationKind.Reimage => words["Reimaging {0}", subject],
        OperationKind.Resize => words["Resizing {0}", subject],
        OperationKind.Snapshot => words["Making a snapshot of {0}", subject],
        OperationKind.AddAddress => words["Adding an address to {0}", subject],
        OperationKind.RemoveAddress => words["Taking an address from {0}", subject],
        OperationKind.SetReverseDns => words["Setting reverse DNS of {0}", subject],
        OperationKind.DeleteImage => words["Deleting image {0}", subject],
        OperationKind.FetchImage => words["Fetching image {0}", subject],
        OperationKind.CustomAction => words["Changing {0}", subject],
        OperationKind.Suspend => words["Suspending {0}", subject],
        _ => words["Resuming {0}", subject],
    };

    /// <summary>What is left when all steps are done.</summary>
    public static string Goal(this IStringLocalizer<Ui> words, OperationKind kind) => kind switch
    {
        OperationKind.Create => words["Running"],
        OperationKind.Delete or OperationKind.DeleteImage => words["Confirmed as gone"],
        OperationKind.Start or OperationKind.Reboot or OperationKind.Unsuspend => words["Running again"],
        OperationKind.Stop or OperationKind.Suspend => words["Stopped"],
        OperationKind.Snapshot => words["Snapshot listed under images"],
        OperationKind.FetchImage => words["Listed under images"],
        _ => words["Done"],
    };

    /// <summary>The small line under a state: what is waited for.</summary>
    public static string? Waiting(this IStringLocalizer<Ui> words, VmRow vm, Instant systemNow)
    {
        if (vm.Operation is not { } operation) return null;
        if (operation.Steps.Count == 0) return words["Waiting for its turn"];
        var step = operation.Steps[^1];
        return words["{0}, {1}", step.Name, Formats.Elapsed(systemNow - step.StartedAt)];
    }
}
