using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>Tells providers to forget cards that were removed here, until they have. Safe on many nodes: forgetting twice is no error.</summary>
public sealed class CardForgetting(Transactions transactions, CardGateways gateways, TimeProvider time)
{
    private const int Batch = 50;

    /// <summary>The cards that are to be forgotten now.</summary>
    internal Task<List<CardId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        return transactions.ReadAsync(
            (db, token) => db.CardsOnFile.Where(c => c.ForgetAt != null && c.ForgetAt <= now).OrderBy(c => c.ForgetAt).Select(c => c.Id).Take(Batch).ToListAsync(token), cancellationToken);
    }

    /// <summary>Tells one card's provider.</summary>
    /// <exception cref="GatewayException">It could not be told; the next time is set.</exception>
    internal async Task ForgetAsync(CardId id, CancellationToken cancellationToken)
    {
        var card = await transactions.RunAsync((db, token) => ClaimAsync(db, id, token), cancellationToken);
        if (card is null) return;
        var keeper = await gateways.FindAsync(card.Gateway, cancellationToken) ?? throw new GatewayException(GatewayErrorKind.Unavailable, $"{card.Gateway} is switched off.");
        await keeper.ForgetAsync(card.ToSavedCard(), cancellationToken);
        await transactions.RunAsync((db, token) => db.CardsOnFile.Where(c => c.Id == id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ForgetAt, (Instant?)null).SetProperty(c => c.Version, c => c.Version + 1), token), cancellationToken);
    }

    // Another node may be at it: whoever moves the date first tells.
    private async Task<CardOnFile?> ClaimAsync(LobsterDbContext db, CardId id, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        var card = await db.CardsOnFile.SingleAsync(c => c.Id == id, cancellationToken);
        if (card.ForgetAt is not { } at || at > now) return null;
        card.Forgets++;
        card.ForgetAt = now + TopUpRules.AskAgainAfter(card.Forgets);
        card.Version++;
        return card;
    }
}
