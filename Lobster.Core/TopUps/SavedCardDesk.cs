using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.TopUps;

/// <summary>Saves and removes a customer's card. Only the customer does, who gives the consent; staff may switch automatic top-up off. Safe from many threads.</summary>
public sealed class SavedCardDesk(
    Transactions transactions, CardGateways gateways, CardSaving saving, PaymentOptions options, BusinessClock clock, TimeProvider time, ILogger<SavedCardDesk> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>Begins the saving of a card and answers where to send the customer. The same request again answers the same saving.</summary>
    /// <param name="actor">Who saves it.</param>
    /// <param name="form">What for.</param>
    /// <param name="back">The page to come back to, built from the panel's own address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Uri>> BeginAsync(Actor actor, SaveCardForm form, Uri back, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        if (!form.Agrees) return new Refusal.Invalid(nameof(form.Agrees), "A card is saved and charged only if you agree.");
        if ((await gateways.OfferedAsync(cancellationToken)).FirstOrDefault(w => w.Type == form.Gateway) is not { } way) return new Refusal.Conflict("Cards cannot be saved at the moment.");
        var written = await transactions.RunAsync((db, token) => WriteAsync(db, actor, form, token), cancellationToken);
        if (written.IsRefused) return written.Refusal;
        var keeper = await gateways.FindAsync(form.Gateway, cancellationToken);
        try
        {
            if (keeper is null) throw new GatewayException(GatewayErrorKind.Unavailable, "It is switched off.");
            var customer = await transactions.ReadAsync((db, token) => db.PayerAsync(form.AccountId, form.Gateway, back, token), cancellationToken);
            var start = await keeper.BeginSavingAsync(written.Value.Reference, customer, cancellationToken);
            return await transactions.RunAsync((db, token) => BegunAsync(db, written.Value, start, token), cancellationToken);
        }
        catch (GatewayException e)
        {
            log.LogWarning("A card could not be saved with {Gateway}: {Reason}", form.Gateway, e.Message);
            return new Refusal.Conflict("{0} cannot save cards at the moment. Nothing was charged; try again later.", way.Label);
        }
    }

    /// <summary>Reads what came of a customer's savings, for one who has come back from the provider's page.</summary>
    /// <returns>Whether a card was kept just now.</returns>
    public async Task<Outcome<bool>> FinishAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default)
    {
        var since = clock.Now - Fresh;
        var open = await transactions.ReadAsync(async (db, token) => !await db.MayReadAsync(actor, accountId, token) ? null : await db.CardsOnFile
            .Where(c => c.AccountId == accountId && c.SetupId != null && c.SavedAt == null && c.RemovedAt == null && c.ConsentAt > since)
            .OrderByDescending(c => c.Id).Take(3).ToListAsync(token), cancellationToken);
        if (open is null) return new Refusal.NotFound();
        var isSaved = false;
        try
        {
            foreach (var card in open) isSaved |= (await saving.TakeAsync(card.Gateway, card.SetupId!, actor, cancellationToken)).IsChanged;
        }
        catch (GatewayException e)
        {
            log.LogWarning("A saved card could not be read: {Reason}", e.Message);
            return new Refusal.Conflict("The card cannot be read at the moment. If you saved one, it appears here by itself.");
        }
        return isSaved;
    }

    /// <summary>Removes the card of an account at once, and with it automatic top-up; the provider is told to forget it by the sweep. Without a card nothing happens.</summary>
    public Task<Outcome<bool>> RemoveAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterOwnAccountAsync(actor, accountId, token) is { } refusal) return refusal;
            if (await db.CardAsync(accountId, token) is not { } card) return false;
            var now = clock.Now;
            (card.RemovedAt, card.ForgetAt) = (now, Instant.From(time.GetUtcNow()));
            card.Version++;
            if (await db.TopUpAsync(accountId, token) is { State: not TopUpState.Off } topUp) topUp.Switch(TopUpState.Off, now);
            db.Record(now, actor, "card.removed", SubjectKind.Account, accountId.Value, accountId, new { card = card.Id.Value, card.Title });
            return true;
        }, cancellationToken);

    private async Task<Outcome<CardOnFile>> WriteAsync(LobsterDbContext db, Actor actor, SaveCardForm form, CancellationToken cancellationToken)
    {
        if (await db.EnterOwnAccountAsync(actor, form.AccountId, cancellationToken) is { } refusal) return refusal;
        if (await db.CardsOnFile.AsNoTracking().SingleOrDefaultAsync(c => c.RequestId == form.RequestId, cancellationToken) is { } known)
            return known.AccountId == form.AccountId ? known : new Refusal.NotFound();
        var (now, hourAgo) = (clock.Now, clock.Now - TimeSpan.FromHours(1));
        if (await db.CardsOnFile.CountAsync(c => c.AccountId == form.AccountId && c.ConsentAt > hourAgo, cancellationToken) >= options.MostPerHour)
            return new Refusal.Conflict("You have begun to save {0} cards within an hour. Try again later.", options.MostPerHour);
        var card = new CardOnFile
        {
            AccountId = form.AccountId, Gateway = form.Gateway, RequestId = form.RequestId, Reference = $"{CardOnFile.ReferencePrefix}{Guid.CreateVersion7():N}",
            ConsentVersion = CardConsent.Version, ConsentAt = now, ConsentBy = actor.UserId!.Value, ConsentAddress = actor.Address,
        };
        db.CardsOnFile.Add(card);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(now, actor, "card.begun", SubjectKind.Account, form.AccountId.Value, form.AccountId, new { card = card.Id.Value, card.Reference, card.ConsentVersion });
        return card;
    }

    private static async Task<Outcome<Uri>> BegunAsync(LobsterDbContext db, CardOnFile written, GatewayStart start, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(written.AccountId, cancellationToken);
        await db.KeepCustomerAsync(written.AccountId, written.Gateway, start.CustomerId, cancellationToken);
        var card = await db.CardsOnFile.SingleAsync(c => c.Id == written.Id, cancellationToken);
        // Where a provider has begun two at once, nobody is sent to the second one: its card would be looked for in vain.
        if (card.SetupId is { } first && first != start.GatewayId) return new Refusal.Conflict("This form was sent twice. Load the page again.");
        (card.SetupId, card.CustomerId) = (start.GatewayId, start.CustomerId);
        card.Version++;
        return start.Url;
    }
}
