using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Closes the days of an account that no machine of it can add to any more.</summary>
internal static class DaySealing
{
    // A machine that another node is just starting may carry a moment that lies a little back.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public static async Task SealAsync(LobsterDbContext db, AccountId accountId, Instant now, CancellationToken cancellationToken)
    {
        // A machine's next interval starts at its watermark, a new machine's first one not before now. A machine that is still being deleted
        // may be kept after all, and one whose end could not be charged yet still will be.
        var oldest = await db.VmBillings
            .Where(b => b.AccountId == accountId && (b.End == null || b.ChargedUntil < b.End
                || db.VirtualMachines.Any(v => v.Id == b.VmId && v.Lifecycle == VmLifecycle.Deleting)))
            .OrderBy(b => b.ChargedUntil).Select(b => (Instant?)b.ChargedUntil).FirstOrDefaultAsync(cancellationToken);
        var newest = now - Grace;
        var open = oldest is { } until && until < newest ? until.Day : newest.Day;
        await db.LedgerEntries
            .Where(e => e.AccountId == accountId && !e.IsSealed && e.Kind == EntryKind.Usage && e.Day < open)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
    }
}
