using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Luna Node's words for states, which are its own and, for what goes on, OpenStack's. Pure.</summary>
internal static class LunaNodeStates
{
    /// <summary>The panel's word. What is not known stays unknown.</summary>
    /// <param name="shown">The field <c>status_nohtml</c>, in whatever case; empty: not told.</param>
    /// <param name="raw">The field <c>status_raw</c>, which is asked only then.</param>
    public static PowerState Of(string? shown, string? raw) => Word(shown, raw)?.ToLowerInvariant() switch
    {
        "online" or "active" => PowerState.Running,
        "offline" or "stopped" => PowerState.Stopped,
        "build" or "building" => PowerState.Provisioning,
        "powering on" => PowerState.Starting,
        "powering off" => PowerState.Stopping,
        "rebooting" or "reboot" or "hard_reboot" => PowerState.Rebooting,
        "rebuilding" or "rebuild" or "resizing" or "resize" or "verify_resize" or "migrating" or "deleting" => PowerState.Busy,
        "suspended" or "paused" or "shelved" or "shelved_offloaded" => PowerState.Suspended,
        "error" => PowerState.Error,
        _ => PowerState.Unknown,
    };

    /// <summary>The word for display and logs; null: none was told.</summary>
    public static string? Word(string? shown, string? raw) => string.IsNullOrEmpty(shown) ? raw : shown;

    /// <summary>Whether the word says that the machine is going.</summary>
    public static bool IsDeleting(string? shown) => string.Equals(shown, "deleting", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the word says that the machine is getting another size.</summary>
    public static bool IsResizing(string? shown) => shown?.ToLowerInvariant() is "resizing" or "resize" or "verify_resize";

    /// <summary>How an image stands.</summary>
    public static ImageState Image(string? status) => status switch
    {
        "active" => ImageState.Ready,
        "queued" or "saving" => ImageState.Pending,
        "error" or "killed" => ImageState.Failed,
        _ => ImageState.Unknown,
    };
}
