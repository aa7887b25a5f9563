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

    public static async Task SealAsync(LobsterDbContext db, IReadOnlyList<AccountId> accounts, Instant now, CancellationToken cancellationToken)
    {
        var oldest = await db.MayBeCharged().Where(i => accounts.Contains(i.AccountId!.Value))
            .GroupBy(i => i.AccountId!.Value).Select(g => new { Account = g.Key, Until = g.Min(i => i.ChargedUntil) })
            .ToDictionaryAsync(g => g.Account, g => g.Until!.Value, cancellationToken);
        var newest = now - Grace;
        foreach (var group in accounts.GroupBy(a => oldest.TryGetValue(a, out var until) && until < newest ? until.Day : newest.Day))
        {
            var ids = group.ToList();
            await db.LedgerEntries.Where(e => ids.Contains(e.AccountId) && !e.IsSealed && e.Kind == EntryKind.Storage && e.Day < group.Key)
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
        }
    }

    /// <summary>Images to which an hour may still be added: billed ones and ended ones that are not charged to their end, unless their size can never become known.</summary>
    public static IQueryable<Image> MayBeCharged(this LobsterDbContext db) =>
        db.Images.Where(i => i.BillingStart != null && (i.BillingEnd == null || (i.ChargedUntil < i.BillingEnd && (i.SizeMb != null || i.State != ImageState.Deleted))));
}
