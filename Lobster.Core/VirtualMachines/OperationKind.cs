namespace Lobster.Core.VirtualMachines;

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    /// <summary>Create a machine.</summary>
    Create,

    /// <summary>Delete a machine.</summary>
    Delete,

    /// <summary>Start it.</summary>
    Start,

    /// <summary>Stop it.</summary>
    Stop,

    /// <summary>Reboot it.</summary>
    Reboot,

    /// <summary>Give it another name.</summary>
    Rename,

    /// <summary>Write an image over its disk.</summary>
    Reimage,

    /// <summary>Give it another plan.</summary>
    Resize,

    /// <summary>Make an image of its disk.</summary>
    Snapshot,

    /// <summary>Add a network address.</summary>
    AddAddress,

    /// <summary>Remove a network address.</summary>
    RemoveAddress,

    /// <summary>Set or clear the reverse DNS of an address.</summary>
    SetReverseDns,

    /// <summary>Do something that only its provider has.</summary>
    CustomAction,

    /// <summary>Make an image from a file on the Internet.</summary>
    FetchImage,

    /// <summary>Delete an image.</summary>
    DeleteImage,

    /// <summary>Stop it because the panel says so.</summary>
    Suspend,

    /// <summary>Start it again when the panel no longer says so.</summary>
    Unsuspend,
}
