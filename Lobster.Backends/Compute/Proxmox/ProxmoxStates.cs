using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>The states of machines, in a status, the emulator's own status, a lock and our tags. Pure.</summary>
internal static class ProxmoxStates
{
    /// <summary>The panel's word. What is not known stays unknown.</summary>
    /// <param name="status">Whether it has power.</param>
    /// <param name="qmp">What the emulator says; null in lists.</param>
    /// <param name="held">The lock; null: none.</param>
    /// <param name="tags">Its tags, of which some say what the panel is at.</param>
    public static PowerState Of(string? status, string? qmp, string? held, IReadOnlyList<string> tags) => (held, status) switch
    {
        ("create" or "clone", _) => PowerState.Provisioning,
        ("migrate" or "rollback" or "disk" or "suspending", _) => PowerState.Busy,
        ("suspended", _) => PowerState.Suspended,
        (_, "running" or "stopped") when ProxmoxTags.Has(tags, ProxmoxTags.Reimage) => PowerState.Busy,
        (_, "running" or "stopped") when ProxmoxTags.Has(tags, ProxmoxTags.New) => PowerState.Provisioning,
        // Backups and snapshots hold the machine and change nothing about it.
        (_, "stopped") => PowerState.Stopped,
        (_, "running") => Emulator(qmp),
        _ => PowerState.Unknown,
    };

    /// <summary>All words as one, for display and logs.</summary>
    public static string Raw(string? status, string? qmp, string? held) => string.Join(", ", new[] { status ?? "-", qmp == status ? null : qmp, held is null ? null : $"lock {held}" }.OfType<string>());

    /// <summary>Why it is in an error; null when it is in none.</summary>
    public static string? Problem(string? qmp) => qmp switch
    {
        "io-error" => "Its disk cannot be read or written, so it was halted.",
        "internal-error" => "The emulator has failed.",
        "guest-panicked" => "The guest's system has crashed.",
        _ => null,
    };

    private static PowerState Emulator(string? qmp) => qmp switch
    {
        "io-error" or "internal-error" or "guest-panicked" => PowerState.Error,
        "paused" or "suspended" or "debug" or "watchdog" => PowerState.Suspended,
        "prelaunch" => PowerState.Starting,
        "shutdown" => PowerState.Stopping,
        "inmigrate" or "postmigrate" or "finish-migrate" or "restore-vm" or "save-vm" or "colo" => PowerState.Busy,
        _ => PowerState.Running,
    };
}
