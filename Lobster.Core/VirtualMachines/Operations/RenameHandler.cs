using Lobster.Core.Compute;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Renames at the backend; where the backend cannot, the name changed in the panel alone and no operation was queued.</summary>
internal sealed class RenameHandler : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Rename];

    protected override Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken) =>
        work.Capability<IRename>().RenameAsync(work.BackendVmId, work.Arguments<RenameArguments>().Name, cancellationToken);

    protected override Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken) =>
        Task.FromResult<ApplyToDatabase>((db, _, token) => ApplyAsync(db, work, token));

    private static async Task ApplyAsync(LobsterDbContext db, OperationWork work, CancellationToken token)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        vm.Name = work.Arguments<RenameArguments>().Name;
        vm.Version++;
    }
}
