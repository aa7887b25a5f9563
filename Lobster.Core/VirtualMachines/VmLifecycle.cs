namespace Lobster.Core.VirtualMachines;

/// <summary>Where a machine is in its life: Provisioning → Active → Deleting → Deleted, or Error.</summary>
public enum VmLifecycle
{
    /// <summary>Asked for; the backend may or may not have it yet.</summary>
    Provisioning,

    /// <summary>It has run.</summary>
    Active,

    /// <summary>Deletion accepted: no longer billed, retried until the backend confirms.</summary>
    Deleting,

    /// <summary>Gone.</summary>
    Deleted,

    /// <summary>Could not be created; not billed.</summary>
    Error,
}
