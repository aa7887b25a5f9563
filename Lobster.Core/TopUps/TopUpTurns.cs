using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>What the end of an automatic payment does to its account's rule, in the transaction that ends it, whoever brought the news.</summary>
internal sealed class TopUpTurns(BusinessClock clock, PaymentMail mail)
{
    /// <summary>The bank said yes: earlier declines are forgotten.</summary>
    public async Task CreditedAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken)
    {
        if (await db.TopUpAsync(payment.AccountId, cancellationToken) is { State: TopUpState.On } topUp) topUp.Recover(clock.Now);
    }

    /// <summary>The payment ended without money: a decline pauses the rule or stops it, and its owner is told.</summary>
    /// <returns>Whether the owner was told here; otherwise the payment's own letter says it.</returns>
    public async Task<bool> EndedAsync(LobsterDbContext db, Payment payment, ReportedEnd end, Actor actor, CancellationToken cancellationToken)
    {
        if (end.State != PaymentState.Failed) return false;
        var card = await db.TopUpCharges.Where(c => c.PaymentId == payment.Id).Join(db.CardsOnFile, c => c.CardId, f => f.Id, (_, f) => f).SingleOrDefaultAsync(cancellationToken);
        // A card that was replaced meanwhile says nothing about the one that took its place.
        if (card is not { RemovedAt: null } || await db.TopUpAsync(payment.AccountId, cancellationToken) is not { State: TopUpState.On } topUp) return false;
        var kind = Turn(topUp, end.Decline ?? CardDecline.Later);
        db.Record(
            clock.Now, actor, topUp.State == TopUpState.Stopped ? "topup.stopped" : "topup.declined", SubjectKind.Account, payment.AccountId.Value, payment.AccountId,
            new { payment.Reference, topUp.Declines, note = end.Why });
        var news = new TopUpNews(kind) { Card = card.Title, Amount = MinorUnits.Text(payment.GrossMinor, payment.Currency), Until = topUp.WaitUntil };
        await mail.TellAsync(db, payment.AccountId, news, $"payment/{payment.Id}/failed", cancellationToken);
        return true;
    }

    private TopUpNewsKind Turn(TopUp topUp, CardDecline decline)
    {
        topUp.Declines++;
        if (decline == CardDecline.Never)
        {
            topUp.Stop(TopUpStop.CardUseless, null, clock.Now);
            return TopUpNewsKind.StoppedByCard;
        }
        if (TopUpRules.BackOff(topUp.Declines) is not { } pause)
        {
            topUp.Stop(TopUpStop.Declined, null, clock.Now);
            return TopUpNewsKind.StoppedByDeclines;
        }
        var isToConfirm = decline == CardDecline.Confirm;
        topUp.Wait(isToConfirm ? TopUpWait.Confirmation : TopUpWait.Declined, clock.Now + pause, clock.Now);
        return isToConfirm ? TopUpNewsKind.Confirm : TopUpNewsKind.Declined;
    }
}
