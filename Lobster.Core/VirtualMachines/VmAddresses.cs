using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>Reads addresses from the backend itself, outside of any transaction.</summary>
public sealed class VmAddresses(Transactions transactions, RegionBackends backends)
{
    /// <summary>What the backend says now; a refusal when it cannot say, or does not answer.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<VmAddressing>> ReadAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default)
    {
        var (vm, region) = await transactions.ReadAsync(async (db, token) =>
        {
            var found = await db.VirtualMachines.SingleOrDefaultAsync(v => v.Id == vmId, token);
            if (found is null || !await db.MayReadAsync(actor, found.AccountId, token)) return default((VirtualMachine?, Region?));
            return (found, await db.Regions.SingleAsync(r => r.Id == found.RegionId, token));
        }, cancellationToken);
        if (vm is null || region is null) return new Refusal.NotFound();
        if (vm.BackendId is null) return new VmAddressing([], []);
        try
        {
            var backend = backends.Of(region);
            if (backend is not IAddressList list) return new Refusal.NotOffered(backend.WhyNot(Capability.AddressList)!);
            var addresses = await list.ListAddressesAsync(vm.BackendId, cancellationToken);
            return new VmAddressing(addresses, backend is IAddressChanges changes ? changes.AddressTypes : []);
        }
        catch (BackendException)
        {
            return new Refusal.Conflict("{0} does not tell its addresses right now.", region.Name);
        }
    }
}
