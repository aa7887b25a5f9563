using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>A machine that runs is billed, one that is deleted or in error is not, and an ended billing reaches its end unless its account is parked.</summary>
internal sealed class BillingLifeInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = from vm in db.VirtualMachines
                   join billing in db.VmBillings on vm.Id equals billing.VmId into billings
                   from billing in billings.DefaultIfEmpty()
                   select new
                   {
                       vm.Id, vm.Lifecycle, vm.BackendId, HasBilling = billing != null,
                       Ends = billing != null && billing.End != null,
                       Short = billing != null && billing.ChargedUntil < billing.End && !db.Accounts.Any(a => a.Id == vm.AccountId && a.ParkedAt != null),
                   };
        var unpaid = rows.Where(r => (r.Lifecycle == VmLifecycle.Active && (!r.HasBilling || r.Ends))
            || (r.Lifecycle == VmLifecycle.Provisioning && r.BackendId != null && !r.HasBilling));
        await foreach (var row in unpaid.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("unbilled-machine", $"machine {row.Id}", $"it is {row.Lifecycle} and nobody is charged for it");
        var paid = rows.Where(r => (r.Lifecycle == VmLifecycle.Deleting || r.Lifecycle == VmLifecycle.Deleted || r.Lifecycle == VmLifecycle.Error) && r.HasBilling && !r.Ends);
        await foreach (var row in paid.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("billed-after-end", $"machine {row.Id}", $"it is {row.Lifecycle} and still charged");
        await foreach (var row in rows.Where(r => r.Short).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("short-billing", $"machine {row.Id}", "its billing ended later than it was charged");
    }
}
