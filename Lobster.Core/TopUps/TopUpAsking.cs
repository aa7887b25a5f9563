using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>
/// Asks providers to charge automatic payments that were written, and carries their answers into the books. A payment whose answer was lost is asked for again as the same payment,
/// so that the provider charges it once; whatever comes first, answer, call or look-up, ends it. Safe from many threads and on many nodes.
/// </summary>
public sealed class TopUpAsking(Transactions transactions, PaymentGateways gateways, PaymentPosting posting, BusinessClock clock, TimeProvider time)
{
    private const int Batch = 50;

    private sealed record Claim(Payment Payment, SavedCard Card, bool MayCharge);

    /// <summary>The payments that are to be asked for now.</summary>
    internal Task<List<PaymentId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = SystemNow;
        return transactions.ReadAsync(
            (db, token) => db.TopUpCharges.Where(c => c.AskAt != null && c.AskAt <= now).OrderBy(c => c.AskAt).Select(c => c.PaymentId).Take(Batch).ToListAsync(token), cancellationToken);
    }

    /// <summary>Asks for one payment.</summary>
    /// <returns>Whether it came to an end.</returns>
    /// <exception cref="GatewayException">The provider could not be asked, or what it did is unknown; the payment stays open and the next time is set.</exception>
    internal async Task<bool> AskAsync(PaymentId id, CancellationToken cancellationToken)
    {
        if (await transactions.RunAsync((db, token) => ClaimAsync(db, id, token), cancellationToken) is not { } claim) return false;
        var gateway = await gateways.FindAsync(claim.Payment.Gateway, cancellationToken);
        if (gateway is not ISavedCards cards) throw new GatewayException(GatewayErrorKind.Unavailable, $"{claim.Payment.Gateway} is switched off.");
        var report = claim.MayCharge ? await cards.ChargeAsync(claim.Payment, claim.Card, cancellationToken) : await gateway.LookUpAsync(claim.Payment, cancellationToken) ?? GivenUp;
        return await transactions.RunAsync(async (db, token) =>
        {
            await posting.ApplyAsync(db, id, report, Actor.System, token);
            if (PaymentRules.Rank((await db.Payments.SingleAsync(p => p.Id == id, token)).State) < 2) return false;
            (await db.TopUpCharges.SingleAsync(c => c.PaymentId == id, token)).AskAt = null;
            return true;
        }, cancellationToken);
    }

    // Of something that the provider never heard of and that is wanted no more.
    private static PaymentReport GivenUp => new() { End = new ReportedEnd(PaymentState.Cancelled, "It was wanted no more before anything was charged.") };

    // Another node may be at it: whoever moves the date first asks.
    private async Task<Claim?> ClaimAsync(LobsterDbContext db, PaymentId id, CancellationToken cancellationToken)
    {
        var payment = await db.TakePaymentAsync(id, cancellationToken);
        var charge = await db.TopUpCharges.SingleAsync(c => c.PaymentId == id, cancellationToken);
        if (charge.AskAt is not { } at || at > SystemNow) return null;
        if (PaymentRules.Rank(payment.State) > 1)
        {
            charge.AskAt = null;
            return null;
        }
        charge.Asks++;
        charge.AskAt = SystemNow + TopUpRules.AskAgainAfter(charge.Asks);
        var card = await db.CardsOnFile.SingleAsync(c => c.Id == charge.CardId, cancellationToken);
        return new Claim(payment, card.ToSavedCard(), await MayChargeAsync(db, payment, card, cancellationToken));
    }

    // What was lost on its way is only asked for again while it is still wanted; otherwise it is only looked up.
    private async Task<bool> MayChargeAsync(LobsterDbContext db, Payment payment, CardOnFile card, CancellationToken cancellationToken) =>
        card.RemovedAt is null && clock.Now - payment.CreatedAt < TopUpRules.GoodFor
        && await db.TopUpAsync(payment.AccountId, cancellationToken) is { State: TopUpState.On } rule
        && await TopUpOpening.IsDueAsync(db, rule, clock.Now, cancellationToken);

    private Instant SystemNow => Instant.From(time.GetUtcNow());
}
