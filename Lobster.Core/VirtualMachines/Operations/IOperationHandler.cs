using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Carries out operations of some kinds, a step at a time. Stateless; the runner writes everything down.</summary>
internal interface IOperationHandler
{
    /// <summary>The kinds it carries out.</summary>
    IReadOnlyCollection<OperationKind> Kinds { get; }

    /// <summary>Takes one step: at most one change at the backend, outside any transaction.</summary>
    Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken);

    /// <summary>Says what a failure for good means for these kinds; null: the operation fails with its message.</summary>
    StepResult? OnFailure(OperationWork work, BackendException failure) => null;

    /// <summary>Whether it is tried again for ever, because giving up would cost somebody money.</summary>
    bool NeverGivesUp => false;
}
