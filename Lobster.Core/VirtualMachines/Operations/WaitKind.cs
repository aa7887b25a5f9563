namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What an operation waits for.</summary>
public enum WaitKind
{
    /// <summary>Nothing: it is done already.</summary>
    Nothing,

    /// <summary>A task of the backend.</summary>
    Task,

    /// <summary>The machine's power state.</summary>
    Vm,

    /// <summary>An image.</summary>
    Image,
}
