namespace Lobster.Core.VirtualMachines;

/// <summary>A state that a list of machines can be narrowed to.</summary>
public enum VmShown
{
    /// <summary>Coming up for the first time.</summary>
    Provisioning,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Stopped by its owner.</summary>
    Stopped,

    /// <summary>Stopped by the panel.</summary>
    Suspended,

    /// <summary>Could not be created.</summary>
    Error,

    /// <summary>Being deleted.</summary>
    Deleting,

    /// <summary>Gone.</summary>
    Deleted,
}
