using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Makes an image of a machine's disk.</summary>
internal sealed class SnapshotHandler : ImageMakingHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Snapshot];

    protected override Task<BackendChange> MakeAsync(OperationWork work, CancellationToken cancellationToken) =>
        work.Capability<ISnapshot>().SnapshotAsync(work.BackendVmId, work.Image!.Name, work.Operation.RequestId, cancellationToken);
}
