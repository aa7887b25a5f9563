namespace Lobster.Core.VirtualMachines;

/// <summary>How a step stands.</summary>
public enum StepState
{
    /// <summary>Going on.</summary>
    Now,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Failed.</summary>
    Failed,
}
