using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>What Linode's words for states mean. Pure.</summary>
internal static class LinodeStates
{
    /// <summary>A machine's state [get-linode-instance]. What is not known stays unknown.</summary>
    public static PowerState Of(string? status) => status switch
    {
        "running" => PowerState.Running,
        "offline" => PowerState.Stopped,
        "provisioning" => PowerState.Provisioning,
        "booting" => PowerState.Starting,
        "shutting_down" => PowerState.Stopping,
        "rebooting" => PowerState.Rebooting,
        // "busy": it boots, and enters its placement group.
        "busy" or "deleting" or "migrating" or "rebuilding" or "cloning" or "restoring" => PowerState.Busy,
        // Not what the words say: "stopped" is maintenance of the host, and nobody can boot it.
        "stopped" or "billing_suspension" => PowerState.Suspended,
        _ => PowerState.Unknown,
    };

    /// <summary>Why Linode holds a machine; null when it does not.</summary>
    public static string? Problem(string? status) => status switch
    {
        "stopped" => "Linode has stopped this machine for maintenance of its host.",
        "billing_suspension" => "Linode holds this machine.",
        _ => null,
    };

    /// <summary>How an image stands [get-image]. One whose making failed is gone.</summary>
    public static ImageState Image(string? status) => status switch
    {
        "available" => ImageState.Ready,
        "creating" or "pending_upload" => ImageState.Pending,
        _ => ImageState.Unknown,
    };

    /// <summary>Whether an event [get-events] is still to come or going on.</summary>
    public static bool IsUnderWay(string? status) => status is "scheduled" or "started";
}
