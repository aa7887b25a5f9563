using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>
/// Reads what came of a saving from its provider and keeps the card, for the customer who comes back and for the provider's call. Both together yield one card, and only
/// a saving that this account has begun, by its own number at the provider, gives it one. Safe from many threads.
/// </summary>
public sealed class CardSaving(Transactions transactions, PaymentGateways gateways, PaymentMail mail, BusinessClock clock, TimeProvider time)
{
    /// <summary>What became of a look.</summary>
    /// <param name="IsChanged">Whether a card was kept.</param>
    /// <param name="Note">For an admin.</param>
    public sealed record Result(bool IsChanged, string Note);

    /// <summary>Looks at a saving and keeps its card.</summary>
    /// <param name="gateway">The gateway's type.</param>
    /// <param name="setupId">The provider's id of the saving.</param>
    /// <param name="actor">Who brought it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">The provider could not be asked.</exception>
    public async Task<Result> TakeAsync(string gateway, string setupId, Actor actor, CancellationToken cancellationToken = default)
    {
        var begun = await transactions.ReadAsync((db, token) => db.CardsOnFile.SingleOrDefaultAsync(c => c.Gateway == gateway && c.SetupId == setupId, token), cancellationToken);
        if (begun is null) return new Result(false, $"The saving {setupId} was not begun here.");
        if (begun.SavedAt is not null || begun.RemovedAt is not null) return new Result(false, "Known already.");
        if (await gateways.FindAsync(gateway, cancellationToken) is not ISavedCards cards) return new Result(false, $"{gateway} keeps no cards.");
        // Asked before the transaction: nothing is locked while a provider thinks.
        if (await cards.FindSavedAsync(setupId, cancellationToken) is not { } saved) return new Result(false, "No card was saved.");
        return await transactions.RunAsync((db, token) => KeepAsync(db, begun, saved, actor, token), cancellationToken);
    }

    private async Task<Result> KeepAsync(LobsterDbContext db, CardOnFile begun, SavedCard saved, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(begun.AccountId, cancellationToken);
        var card = await db.CardsOnFile.SingleAsync(c => c.Id == begun.Id, cancellationToken);
        if (card.SavedAt is not null || card.RemovedAt is not null) return new Result(false, "Known already.");
        var (now, system) = (clock.Now, Instant.From(time.GetUtcNow()));
        card.Version++;
        if (card.CustomerId != saved.CustomerId || await db.CardsOnFile.AnyAsync(c => c.Gateway == card.Gateway && c.MethodId == saved.MethodId, cancellationToken))
        {
            card.RemovedAt = now;
            db.Record(now, actor, "payment.alarm", SubjectKind.Payment, 0, card.AccountId, new { card.Reference, note = $"{card.SetupId} answers with a card of somebody else; it was not taken." });
            return new Result(true, "It answers with a card of somebody else, which was not taken.");
        }
        if (await db.CardAsync(card.AccountId, cancellationToken) is { } old)
        {
            (old.RemovedAt, old.ForgetAt) = (now, system);
            old.Version++;
            await db.SaveChangesAsync(cancellationToken);
        }
        (card.MethodId, card.Brand, card.Last4) = (saved.MethodId, saved.Brand, saved.Last4);
        (card.ExpiryMonth, card.ExpiryYear, card.SavedAt) = (saved.ExpiryMonth, saved.ExpiryYear, now);
        db.Record(now, actor, "card.saved", SubjectKind.Account, card.AccountId.Value, card.AccountId, new { card = card.Id.Value, card.Title, card.ConsentVersion });
        await mail.TellAsync(db, card.AccountId, new TopUpNews(TopUpNewsKind.CardSaved) { Card = card.Title }, $"card/{card.Id}/saved", cancellationToken);
        return new Result(true, $"{card.Title} was saved.");
    }
}
