using Lobster.Core.Data;
using Lobster.Core.Images;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>Closes the storage days of accounts that no image of theirs can add to any more.</summary>
internal static class StorageSealing
{
    // An image that another node is just noting may carry a moment that lies a little back.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Seals those of the open entries whose day is over and that every image which may still be charged has been charged beyond.</summary>
    public static async Task SealAsync(LobsterDbContext db, StorageEntries entries, Instant now, CancellationToken cancellationToken)
    {
        var newest = (now - Grace).Day;
        var over = entries.Open.Where(e => e.Key.Day < newest).ToList();
        if (over.Count == 0) return;
        var accounts = over.Select(e => e.Key.Account).Distinct().ToList();
        // Billed images, and ended ones that are not charged to their end, unless their size can never become known.
        var oldest = await db.Images.Where(i => i.AccountId != null && accounts.Contains(i.AccountId.Value) && i.BillingStart != null
                && (i.BillingEnd == null || (i.ChargedUntil < i.BillingEnd && (i.SizeMb != null || i.State != ImageState.Deleted))))
            .GroupBy(i => i.AccountId!.Value).Select(g => new { g.Key, Until = g.Min(i => i.ChargedUntil) })
            .ToDictionaryAsync(g => g.Key, g => g.Until!.Value, cancellationToken);
        var sealedNow = over.Where(e => !oldest.TryGetValue(e.Key.Account, out var until) || e.Key.Day < until.Day).Select(e => e.Value).ToList();
        await db.LedgerEntries.Where(e => sealedNow.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
    }
}
