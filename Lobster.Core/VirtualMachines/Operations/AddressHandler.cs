using System.Net;
using Lobster.Core.Compute;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Adds and removes addresses and sets their reverse DNS.</summary>
internal sealed class AddressHandler(TimeProvider time) : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds =>
        [OperationKind.AddAddress, OperationKind.RemoveAddress, OperationKind.SetReverseDns];

    protected override Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var arguments = work.Arguments<AddressArguments>();
        return work.Operation.Kind switch
        {
            OperationKind.AddAddress => work.Capability<IAddressChanges>().AddAddressAsync(
                work.BackendVmId, Enum.Parse<AddressType>(arguments.Type!), cancellationToken),
            OperationKind.RemoveAddress => work.Capability<IAddressChanges>().RemoveAddressAsync(
                work.BackendVmId, IPAddress.Parse(arguments.Address!), cancellationToken),
            _ => work.Capability<IReverseDns>().SetReverseDnsAsync(
                work.BackendVmId, IPAddress.Parse(arguments.Address!), arguments.HostName, cancellationToken),
        };
    }

    protected override async Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken)
    {
        var seen = await work.Backend.GetAsync(work.BackendVmId, cancellationToken);
        return async (db, _, token) =>
        {
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
            if (seen is not null) vm.See(seen, Instant.From(time.GetUtcNow()));
            vm.Version++;
        };
    }
}
