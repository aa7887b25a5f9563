using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Coupons;

/// <summary>Reads promotional credit from the ledger.</summary>
public static class PromoCredit
{
    private static readonly EntryKind[] Kinds = [EntryKind.Promo, EntryKind.PromoExpiry, EntryKind.Usage, EntryKind.Storage, EntryKind.Transfer];

    /// <summary>Every grant of an account with what is left of it, the oldest first.</summary>
    public static async Task<IReadOnlyList<PromoGrant>> PromoGrantsAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken)
    {
        var first = await db.LedgerEntries.Where(e => e.AccountId == accountId && e.Kind == EntryKind.Promo).OrderBy(e => e.Id).Select(e => (Instant?)e.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        if (first is not { } since) return [];
        // What was charged before the first grant spent nothing of it.
        var steps = await db.LedgerEntries.AsNoTracking().Where(e => e.AccountId == accountId && Kinds.Contains(e.Kind) && e.UpdatedAt >= since)
            .Select(e => new PromoWalk.Step(e.Id, e.Kind, e.Key, e.Amount, e.ExpiresAt, e.UpdatedAt)).ToListAsync(cancellationToken);
        return PromoWalk.Run(steps);
    }

    /// <summary>The promotional credit that an account has not spent: never refunded in money.</summary>
    public static async Task<Money> UnspentPromoAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken) =>
        (await db.PromoGrantsAsync(accountId, cancellationToken)).Aggregate(Money.Zero, (sum, g) => sum + g.Left);
}
