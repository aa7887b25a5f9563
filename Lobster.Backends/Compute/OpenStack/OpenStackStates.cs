using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>The states of servers and images. Pure.</summary>
internal static class OpenStackStates
{
    /// <summary>The status of a server that is being made.</summary>
    public const string Building = "BUILD";

    /// <summary>The panel's word for a server. While a task is under way the status still tells the old state, so the task comes first.</summary>
    /// <param name="status">Nova's status.</param>
    /// <param name="task">What it works on; null when nothing.</param>
    public static PowerState Of(string? status, string? task) => task is { Length: > 0 } && status != "ERROR" ? Working(status, task) : Settled(status);

    /// <summary>Both words as one, for display and logs.</summary>
    public static string Raw(string? status, string? task) => (status ?? "-") + (task is { Length: > 0 } ? $", {task}" : "");

    /// <summary>Whether it is gone, although it may still be listed: Nova can keep what was deleted for a while.</summary>
    public static bool IsGone(string? status) => status is "DELETED" or "SOFT_DELETED";

    /// <summary>How an image stands. One that could not be fetched goes back to <c>queued</c> and names where it failed.</summary>
    /// <param name="status">Glance's status.</param>
    /// <param name="failed">The stores into which the import failed.</param>
    public static ImageState Image(string? status, string? failed) => status switch
    {
        "active" => ImageState.Ready,
        "queued" => string.IsNullOrEmpty(failed) ? ImageState.Pending : ImageState.Failed,
        "saving" or "uploading" or "importing" => ImageState.Pending,
        "killed" or "deleted" or "pending_delete" or "deactivated" => ImageState.Failed,
        _ => ImageState.Unknown,
    };

    private static PowerState Working(string? status, string task) => task switch
    {
        "powering-off" => PowerState.Stopping,
        "powering-on" or "unpausing" or "resuming" or "unshelving" => PowerState.Starting,
        _ when task.StartsWith("reboot", StringComparison.Ordinal) => PowerState.Rebooting,
        _ => status == Building ? PowerState.Provisioning : PowerState.Busy,
    };

    private static PowerState Settled(string? status) => status switch
    {
        "ACTIVE" or "RESCUE" => PowerState.Running,
        "SHUTOFF" => PowerState.Stopped,
        Building => PowerState.Provisioning,
        "REBOOT" or "HARD_REBOOT" => PowerState.Rebooting,
        "PAUSED" or "SUSPENDED" or "SHELVED" or "SHELVED_OFFLOADED" => PowerState.Suspended,
        "REBUILD" or "RESIZE" or "VERIFY_RESIZE" or "REVERT_RESIZE" or "MIGRATING" or "PASSWORD" or "DELETED" or "SOFT_DELETED" => PowerState.Busy,
        "ERROR" => PowerState.Error,
        _ => PowerState.Unknown,
    };
}
