using Lobster.Core.Compute;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>
/// Does what only this provider has. Nobody but the provider knows what an action does, so one whose answer was lost is not sent again: the owner looks
/// and decides.
/// </summary>
internal sealed class CustomActionHandler(ActionInput input, GuestLogins logins) : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.CustomAction];

    protected override async Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var action = work.Arguments<ActionArguments>();
        if (work.IsResumed)
            throw new BackendException(BackendErrorKind.Rejected, $"{work.Region.Name} may have done \"{action.Label}\", but its answer was lost. Look at the machine before you ask again.");
        return (await work.Capability<ICustomActions>().RunActionAsync(work.BackendVmId, action.Id, input.Read(action.Input), cancellationToken)).Change;
    }

    protected override ApplyToDatabase? Accepted(OperationWork work, BackendChange change) => (db, _, token) => KeepAsync(db, work, change.Login, token);

    protected override Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken) =>
        Task.FromResult<ApplyToDatabase>((db, _, token) => KeepAsync(db, work, result.Login, token));

    private async Task KeepAsync(LobsterDbContext db, OperationWork work, GuestLogin? login, CancellationToken cancellationToken)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, cancellationToken);
        logins.Keep(vm, login);
        vm.Version++;
    }
}
