namespace Lobster.Web.Components.Shared;

/// <summary>What a machine's chip says: one word made of its life, its power and the panel's suspension.</summary>
public enum MachineState
{
    /// <summary>Being created.</summary>
    Provisioning,

    /// <summary>Powered on.</summary>
    Running,

    /// <summary>Powered off by its owner.</summary>
    Stopped,

    /// <summary>On its way back.</summary>
    Rebooting,

    /// <summary>Stopped by the panel.</summary>
    Suspended,

    /// <summary>Could not be created, or is broken.</summary>
    Error,

    /// <summary>Leaves as soon as the backend confirms.</summary>
    Deleting,

    /// <summary>Gone; only its bill is left.</summary>
    Deleted,
}
