using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>The states of instances and images (Amazon EC2 User Guide, "Instance lifecycle"). Pure.</summary>
internal static class Ec2States
{
    /// <summary>The panel's word for an instance's state. A new one and one that is started again are both pending. What is not known stays unknown.</summary>
    public static PowerState Of(string? state) => state switch
    {
        "pending" => PowerState.Starting,
        "running" => PowerState.Running,
        "stopping" => PowerState.Stopping,
        "stopped" => PowerState.Stopped,
        "shutting-down" or "terminated" => PowerState.Busy,
        _ => PowerState.Unknown,
    };

    /// <summary>Whether it only says that there was an instance; it is listed for about an hour.</summary>
    public static bool IsGone(string? state) => state == "terminated";

    /// <summary>Whether an instance is on its way out, and nothing can be done with it.</summary>
    public static bool IsGoing(string? state) => state is "shutting-down" or "terminated";

    /// <summary>The panel's word for an image's state.</summary>
    public static ImageState Image(string? state) => state switch
    {
        "pending" or "transient" => ImageState.Pending,
        "available" => ImageState.Ready,
        "invalid" or "deregistered" or "failed" or "error" or "disabled" => ImageState.Failed,
        _ => ImageState.Unknown,
    };

    /// <summary>Whether it only says that there was an image.</summary>
    public static bool IsImageGone(string? state) => state == "deregistered";

    /// <summary>Whether the replacement of a disk is over and well; null while it goes on.</summary>
    public static bool? Replacement(string? state) => state switch
    {
        "succeeded" => true,
        "failed" or "failed-detached" => false,
        _ => null,
    };
}
