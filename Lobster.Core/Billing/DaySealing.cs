using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Closes the days of accounts that no machine of them can add to any more.</summary>
internal static class DaySealing
{
    // A machine that another node is just starting may carry a moment that lies a little back.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Seals the entries whose day is over and that every living machine of the account has been charged beyond.</summary>
    public static async Task SealAsync(LobsterDbContext db, IReadOnlyCollection<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        var newest = (now - Grace).Day;
        // One parameter however many accounts: asked after every batch, nearly always for nothing.
        var over = await db.LedgerEntries.AsNoTracking()
            .Where(e => EF.Parameter(accounts).Contains(e.AccountId) && e.Kind == EntryKind.Usage && !e.IsSealed && e.Day < newest)
            .Select(e => new { e.Id, e.AccountId, Day = e.Day!.Value }).ToListAsync(cancellationToken);
        if (over.Count == 0) return;
        // A machine's next interval starts at its watermark, a new machine's first one not before now. A machine that is still being deleted
        // may be kept after all, and one whose end could not be charged yet still will be.
        var oldest = await db.VmBillings
            .Where(b => accounts.Contains(b.AccountId) && (b.End == null || b.ChargedUntil < b.End
                || db.VirtualMachines.Any(v => v.Id == b.VmId && v.Lifecycle == VmLifecycle.Deleting)))
            .GroupBy(b => b.AccountId).Select(g => new { g.Key, Until = g.Min(b => b.ChargedUntil) }).ToDictionaryAsync(g => g.Key, g => g.Until, cancellationToken);
        var done = over.Where(e => !oldest.TryGetValue(e.AccountId, out var until) || e.Day < until.Day).Select(e => e.Id).ToList();
        await db.LedgerEntries.Where(e => done.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
    }
}
