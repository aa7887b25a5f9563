using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>The common course of a change: say that it is sent, send it, wait for it, write its effect.</summary>
internal abstract class ChangeHandler : IOperationHandler
{
    public abstract IReadOnlyCollection<OperationKind> Kinds { get; }

    public async Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken)
    {
        switch (work.Progress.Phase)
        {
            case OperationPhase.Fresh:
                return new StepResult.Next(
                    work.Progress with { Phase = OperationPhase.Sending, Sent = work.Progress.Sent + 1 }, $"Asking {work.Region.Name}");
            case OperationPhase.Sending:
                var change = await SendAsync(work, cancellationToken);
                return StepResult.Taken(work.Progress, change, $"Accepted by {work.Region.Name}", Accepted(work, change));
            default:
                var (over, later) = await BackendWait.LookAsync(work, cancellationToken);
                return over is null ? later! : new StepResult.Finished(await FinishAsync(work, over, cancellationToken));
        }
    }

    public virtual StepResult? OnFailure(OperationWork work, BackendException failure) => null;

    /// <summary>Asks the backend. Called again after a crash or a lost answer, when <see cref="OperationWork.IsResumed"/> is true.</summary>
    protected abstract Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken);

    /// <summary>What to write once the backend has taken it.</summary>
    protected virtual ApplyToDatabase? Accepted(OperationWork work, BackendChange change) => null;

    /// <summary>What becomes true when it is over and well; may look at the backend once more.</summary>
    protected abstract Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken);
}
