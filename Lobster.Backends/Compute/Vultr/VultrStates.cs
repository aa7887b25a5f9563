using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Vultr tells a machine's state in three fields; this is what they mean together. Pure.</summary>
internal static class VultrStates
{
    /// <summary>The panel's word. What is not known stays unknown.</summary>
    public static PowerState Of(string? status, string? power, string? server) => (status, power, server) switch
    {
        ("pending", _, _) => PowerState.Provisioning,
        ("resizing", _, _) => PowerState.Busy,
        ("suspended", _, _) => PowerState.Suspended,
        ("active", _, "locked" or "isomounting") => PowerState.Busy,
        ("active", "running", "ok") => PowerState.Running,
        ("active", "running", "installingbooting" or "none") => PowerState.Provisioning,
        ("active", "stopped", _) => PowerState.Stopped,
        _ => PowerState.Unknown,
    };

    /// <summary>The three words as one, for display and logs.</summary>
    public static string Raw(string? status, string? power, string? server) => $"{status ?? "-"}/{power ?? "-"}/{server ?? "-"}";

    /// <summary>How a snapshot or ISO stands.</summary>
    public static ImageState Image(string? status) => status switch
    {
        "complete" => ImageState.Ready,
        "deleted" or "failed" or "error" => ImageState.Failed,
        _ => ImageState.Pending,
    };
}
