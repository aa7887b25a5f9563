namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a handler says after one step. The runner writes it down under the worker's fencing number.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>Go on at once with this progress.</summary>
    /// <param name="Progress">From where to go on.</param>
    /// <param name="Step">The visible step that is going on now.</param>
    /// <param name="Apply">What else to write in the same transaction.</param>
    public sealed record Next(OperationProgress Progress, string Step, ApplyToDatabase? Apply = null) : StepResult;

    /// <summary>Look again later.</summary>
    /// <param name="Progress">From where to go on then.</param>
    /// <param name="After">How much later.</param>
    /// <param name="Detail">The second line of the current step.</param>
    /// <param name="Percent">0 to 100 when known.</param>
    /// <param name="Step">The visible step; null: the current one goes on.</param>
    public sealed record Later(OperationProgress Progress, TimeSpan After, string? Detail = null, int? Percent = null, string? Step = null) : StepResult
    {
        /// <summary>Whether a try failed; such tries are counted.</summary>
        public bool IsFailure { get; init; }

        /// <summary>What else to write in the same transaction.</summary>
        public ApplyToDatabase? Apply { get; init; }
    }

    /// <summary>The backend has taken a change: look at once, or not before it says that looking makes sense.</summary>
    public static StepResult Taken(OperationProgress progress, Compute.BackendChange change, string step, ApplyToDatabase? apply) =>
        change is Compute.BackendChange.WatchVm { NotBefore: var pause } && pause > TimeSpan.Zero
            ? new Later(progress.Await(change), pause, Step: step) { Apply = apply }
            : new Next(progress.Await(change), step, apply);

    /// <summary>Done.</summary>
    /// <param name="Apply">What becomes true in the same transaction.</param>
    public sealed record Finished(ApplyToDatabase Apply) : StepResult;

    /// <summary>Given up.</summary>
    /// <param name="Message">Why, for the customer.</param>
    /// <param name="Apply">What becomes true in the same transaction.</param>
    public sealed record Failed(string Message, ApplyToDatabase? Apply = null) : StepResult;

    /// <summary>Withdrawn: the machine is to be deleted before it was made.</summary>
    public sealed record Cancelled() : StepResult;
}
