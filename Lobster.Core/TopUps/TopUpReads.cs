using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>Reads what automatic top-up rests on.</summary>
internal static class TopUpReads
{
    /// <summary>The card that an account has; null when it has none.</summary>
    public static Task<CardOnFile?> CardAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken) =>
        db.CardsOnFile.SingleOrDefaultAsync(c => c.AccountId == accountId && c.SavedAt != null && c.RemovedAt == null, cancellationToken);

    /// <summary>An account's rule; null when it never set one.</summary>
    public static Task<TopUp?> TopUpAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken) =>
        db.TopUps.SingleOrDefaultAsync(t => t.AccountId == accountId, cancellationToken);

    /// <summary>What was charged automatically in the month of a moment, tax included and what is under way too, in minor units.</summary>
    public static Task<long> UsedMinorAsync(this LobsterDbContext db, AccountId accountId, Instant now, CancellationToken cancellationToken)
    {
        var month = TopUpRules.MonthOf(now);
        return db.Payments
            .Where(p => p.AccountId == accountId && p.IsAutomatic && p.CreatedAt >= month)
            .Where(p => p.State != PaymentState.Failed && p.State != PaymentState.Expired && p.State != PaymentState.Cancelled)
            .SumAsync(p => p.GrossMinor, cancellationToken);
    }

    /// <summary>What forbids to charge an account's card now; null: nothing.</summary>
    public static async Task<TopUpBar?> BarAsync(this LobsterDbContext db, Account account, CancellationToken cancellationToken) =>
        TopUpRules.Bar(account, await db.Disputes.AnyAsync(d => d.State != DisputeState.Won && db.Payments.Any(p => p.Id == d.PaymentId && p.AccountId == account.Id), cancellationToken));

    /// <summary>Takes the account's row for an act that only its owner may do, who gives a consent or takes it back: neither staff nor somebody who acts for the owner.</summary>
    /// <returns>Null when allowed; otherwise the refusal to answer with.</returns>
    public static async Task<Refusal?> EnterOwnAccountAsync(this LobsterDbContext db, Actor actor, AccountId accountId, CancellationToken cancellationToken)
    {
        if (await db.EnterAccountAsync(actor, accountId, cancellationToken) is { } refusal) return refusal;
        var isOwn = actor.ImpersonatorId is null && await db.Memberships.AnyAsync(m => m.AccountId == accountId && m.UserId == actor.UserId, cancellationToken);
        return isOwn ? null : new Refusal.NotAllowed("Only the customer may do this.");
    }
}
