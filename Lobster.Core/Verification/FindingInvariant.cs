using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Reconciliation;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Nothing that somebody pays for is being removed as an orphan, what was adopted is charged or was, and a ghost's credit is what was posted for it.</summary>
internal sealed class FindingInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var paid = db.Findings.Where(f => f.State == FindingState.Removing && db.VirtualMachines.Any(v =>
            v.RegionId == f.RegionId && v.BackendId == f.BackendId && (v.Lifecycle == VmLifecycle.Active || v.Lifecycle == VmLifecycle.Provisioning)));
        await foreach (var finding in paid.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("removing-paid", $"finding {finding.Id}", $"{finding.BackendId} is being deleted as an orphan, and an account pays for it");
        var unpaid = db.Findings.Where(f => f.Ended == FindingEnd.Adopted && !db.VmBillings.Any(b => b.VmId == f.VmId));
        await foreach (var finding in unpaid.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("adopted-unbilled", $"finding {finding.Id}", $"{finding.BackendId} was adopted and was never charged");
        foreach (var ghost in await db.Findings.Where(f => f.Ended == FindingEnd.Credited).Select(f => new { f.Id, f.AtStake.Nanos }).ToListAsync(cancellationToken))
        {
            var prefix = $"ghost/{ghost.Id}/";
            var posted = await db.LedgerEntries.Where(e => e.Key.StartsWith(prefix)).SumAsync(e => e.Amount.Nanos, cancellationToken);
            if (ghost.Nanos != posted)
                yield return new Violation("ghost-credit", $"finding {ghost.Id}", $"it says {new Money(ghost.Nanos)} was given back, and {new Money(posted)} was");
        }
    }
}
