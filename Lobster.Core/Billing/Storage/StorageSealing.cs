using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>Closes the storage days of accounts that no image of theirs can add to any more.</summary>
internal static class StorageSealing
{
    // An image that another node is just noting may carry a moment that lies a little back.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Seals the entries whose day is over and that every image of the account which may still be charged has been charged beyond.</summary>
    public static async Task SealAsync(LobsterDbContext db, IReadOnlyCollection<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        var newest = (now - Grace).Day;
        // One parameter however many accounts: asked after every batch, nearly always for nothing.
        var over = await db.LedgerEntries.AsNoTracking()
            .Where(e => EF.Parameter(accounts).Contains(e.AccountId) && e.Kind == EntryKind.Storage && !e.IsSealed && e.Day < newest)
            .Select(e => new { e.Id, e.AccountId, Day = e.Day!.Value }).ToListAsync(cancellationToken);
        if (over.Count == 0) return;
        // Billed images, and ended ones that are not charged to their end, unless their size can never become known.
        var oldest = await db.Images.Where(i => i.AccountId != null && accounts.Contains(i.AccountId.Value) && i.BillingStart != null
                && (i.BillingEnd == null || (i.ChargedUntil < i.BillingEnd && (i.SizeMb != null || i.State != ImageState.Deleted))))
            .GroupBy(i => i.AccountId!.Value).Select(g => new { g.Key, Until = g.Min(i => i.ChargedUntil) })
            .ToDictionaryAsync(g => g.Key, g => g.Until!.Value, cancellationToken);
        var done = over.Where(e => !oldest.TryGetValue(e.AccountId, out var until) || e.Day < until.Day).Select(e => e.Id).ToList();
        await db.LedgerEntries.Where(e => done.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
    }
}
