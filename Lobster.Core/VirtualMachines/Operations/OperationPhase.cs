namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Where an operation stands between the panel and the backend.</summary>
public enum OperationPhase
{
    /// <summary>The backend was not asked yet.</summary>
    Fresh,

    /// <summary>A request is about to be, or was, sent; whether it arrived is not known until it is noted.</summary>
    Sending,

    /// <summary>The backend has it.</summary>
    Waiting,

    /// <summary>It failed after the backend had made something, which is now being removed.</summary>
    TidyingUp,
}
