using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>The states of instances, images and disks. Pure.</summary>
internal static class GceStates
{
    /// <summary>The panel's word for an instance. TERMINATED is one that is stopped; what is gone is not told any more.</summary>
    public static PowerState Of(string? status) => status switch
    {
        "PROVISIONING" => PowerState.Provisioning,
        "STAGING" => PowerState.Starting,
        "RUNNING" => PowerState.Running,
        "STOPPING" or "PENDING_STOP" => PowerState.Stopping,
        "TERMINATED" or "STOPPED" => PowerState.Stopped,
        "SUSPENDING" or "REPAIRING" or "DEPROVISIONING" => PowerState.Busy,
        "SUSPENDED" => PowerState.Suspended,
        _ => PowerState.Unknown,
    };

    /// <summary>The panel's word for an image.</summary>
    /// <param name="status">Google's.</param>
    /// <param name="deprecation">How far it is withdrawn; null: not at all. A deprecated one still boots.</param>
    public static ImageState Image(string? status, string? deprecation) => (status, deprecation) switch
    {
        ("FAILED" or "DELETING", _) or (_, "OBSOLETE" or "DELETED") => ImageState.Failed,
        ("PENDING", _) => ImageState.Pending,
        ("READY", _) => ImageState.Ready,
        _ => ImageState.Unknown,
    };

    /// <summary>Whether a disk can be attached; null: not yet, or it is not told.</summary>
    public static bool? Disk(string? status) => status switch
    {
        "READY" => true,
        "FAILED" or "DELETING" or "UNAVAILABLE" => false,
        _ => null,
    };

    /// <summary>Whether an operation is over.</summary>
    public static bool IsOver(string? status) => status == "DONE";
}
