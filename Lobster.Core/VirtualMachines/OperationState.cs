namespace Lobster.Core.VirtualMachines;

/// <summary>Where an operation is.</summary>
public enum OperationState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>The backend works on it, or it waits for the next try.</summary>
    Waiting,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Given up; <see cref="Operation.Error"/> says why.</summary>
    Failed,

    /// <summary>Withdrawn before it began.</summary>
    Cancelled,
}
