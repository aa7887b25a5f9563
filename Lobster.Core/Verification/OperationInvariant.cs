using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Nothing is left half-way: a machine being created or deleted has an operation that will finish it, and never two of a kind.</summary>
internal sealed class OperationInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = db.Operations.Where(o => o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting);
        var stuck = db.VirtualMachines.Where(v =>
            (v.Lifecycle == VmLifecycle.Provisioning && !open.Any(o => o.VmId == v.Id && o.Kind == OperationKind.Create))
            || (v.Lifecycle == VmLifecycle.Deleting && !open.Any(o => o.VmId == v.Id && o.Kind == OperationKind.Delete)));
        await foreach (var vm in stuck.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("stuck-machine", $"machine {vm.Id}", $"it is {vm.Lifecycle} and no operation will finish it");
        var doomed = db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Active && open.Any(o => o.VmId == v.Id && o.Kind == OperationKind.Delete));
        await foreach (var vm in doomed.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("deleted-unasked", $"machine {vm.Id}", "it is Active and an operation will delete it");
        var unfinished = db.Operations.Where(o =>
            (o.FinishedAt == null && o.State != OperationState.Queued && o.State != OperationState.Running && o.State != OperationState.Waiting)
            || (o.FinishedAt != null && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting))
            || (o.State == OperationState.Running && o.LeaseUntil == null));
        await foreach (var operation in unfinished.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("operation-state", $"operation {operation.Id}", $"it is {operation.State}, which its end or its lease does not fit");
        var twice = db.Operations.Where(o => o.VmId != null && (o.Kind == OperationKind.Create || o.Kind == OperationKind.Delete) && o.State != OperationState.Cancelled)
            .GroupBy(o => new { o.VmId, o.Kind }).Where(g => g.Count() > 1).Select(g => g.Key);
        await foreach (var row in twice.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("operation-twice", $"machine {row.VmId}", $"it has two operations of the kind {row.Kind}");
    }
}
