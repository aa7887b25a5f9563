using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Microsoft.EntityFrameworkCore;
using ImageKind = Lobster.Core.Compute.ImageKind;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Writes an image over a machine's disk.</summary>
internal sealed class ReimageHandler(Transactions transactions, GuestLogins logins) : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Reimage];

    protected override async Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var imageId = new ImageId(work.Arguments<ReimageArguments>().ImageId);
        var request = await transactions.ReadAsync(async (db, token) =>
        {
            var image = await db.Images.SingleAsync(i => i.Id == imageId, token);
            var keys = await (from link in db.VmSshKeys join key in db.SshKeys on link.SshKeyId equals key.Id where link.VmId == work.Vm!.Id select key.PublicKey).ToListAsync(token);
            return new ReimageVm(work.BackendVmId, image.BackendId!)
            {
                ImageKind = image.Kind == Images.ImageKind.Iso ? ImageKind.Iso : ImageKind.Template, SshKeys = keys, UserData = work.Vm!.UserData,
            };
        }, cancellationToken);
        return await work.Capability<IReimage>().ReimageAsync(request, cancellationToken);
    }

    protected override ApplyToDatabase? Accepted(OperationWork work, BackendChange change) => async (db, _, token) =>
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        logins.Keep(vm, change.Login);
        vm.Version++;
    };

    protected override Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken) =>
        Task.FromResult<ApplyToDatabase>((db, now, token) => ApplyAsync(db, work, result, now, token));

    private async Task ApplyAsync(LobsterDbContext db, OperationWork work, WaitResult result, Instant now, CancellationToken token)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        vm.ImageId = new ImageId(work.Arguments<ReimageArguments>().ImageId);
        vm.PowerState = PowerState.Running.Value;
        if (vm.Suspension == SuspensionKind.None) vm.DesiredPower = DesiredPower.On;
        logins.Keep(vm, result.Login);
        vm.Version++;
        // A machine that was stopped runs now, and pays for it.
        await PowerPolicy.ApplyAsync(db, vm, isOff: false, work.Operation.Id, now, token);
    }
}
