using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>The original's words for states: its own record's, and behind that those of its backend, in the words that its backends share. Pure.</summary>
internal static class LobsterPanelStates
{
    /// <summary>The panel's word. What is not known stays unknown.</summary>
    /// <param name="record">The field <c>vm.status</c>.</param>
    /// <param name="isPending">The field <c>vm.task_pending</c>.</param>
    /// <param name="told">The field <c>details.status</c>; null: not told.</param>
    public static PowerState Of(string record, bool isPending, string? told) => record switch
    {
        "provisioning" => PowerState.Provisioning,
        "error" => PowerState.Error,
        "deleting" => PowerState.Busy,
        "active" when isPending => PowerState.Busy,
        "active" => told?.ToLowerInvariant() switch
        {
            "online" or "active" or "running" => PowerState.Running,
            "offline" or "stopped" or "shutoff" => PowerState.Stopped,
            "build" or "building" or "provisioning" => PowerState.Provisioning,
            "powering on" or "starting" => PowerState.Starting,
            "powering off" or "stopping" => PowerState.Stopping,
            "reboot" or "rebooting" or "hard_reboot" => PowerState.Rebooting,
            "rebuild" or "rebuilding" or "resize" or "resizing" or "verify_resize" or "migrating" => PowerState.Busy,
            "suspended" or "paused" => PowerState.Suspended,
            "error" => PowerState.Error,
            _ => PowerState.Unknown,
        },
        _ => PowerState.Unknown,
    };

    /// <summary>The word for display and logs.</summary>
    public static string Word(LobsterPanelMachine m) => m.Vm.Status == "active" && m.Details?.Status is { Length: > 0 } told ? told : m.Vm.Status;

    /// <summary>How an image stands.</summary>
    public static ImageState Image(string? status) => status switch
    {
        "active" => ImageState.Ready,
        "pending" => ImageState.Pending,
        "error" => ImageState.Failed,
        _ => ImageState.Unknown,
    };
}
