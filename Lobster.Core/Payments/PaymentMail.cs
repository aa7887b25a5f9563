using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Puts the e-mails about payments into the outbox, in the transaction that does what they tell. Each goes out once.</summary>
public sealed class PaymentMail(IPaymentLetters letters, TimeProvider time)
{
    /// <summary>Tells that a payment arrived.</summary>
    public Task ReceivedAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken) =>
        SendAsync(db, payment, payment.IsAutomatic ? PaymentLetterKind.ReceivedAutomatically : PaymentLetterKind.Received, payment.PaidMinor ?? payment.GrossMinor, $"payment/{payment.Id}/completed", cancellationToken);

    /// <summary>Tells that a payment failed.</summary>
    public Task FailedAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken) =>
        SendAsync(db, payment, PaymentLetterKind.Failed, payment.GrossMinor, $"payment/{payment.Id}/failed", cancellationToken);

    /// <summary>Tells that money went back.</summary>
    public Task RefundedAsync(LobsterDbContext db, Payment payment, Refund refund, CancellationToken cancellationToken) =>
        SendAsync(db, payment, PaymentLetterKind.Refunded, refund.AmountMinor, $"refund/{refund.Id}", cancellationToken);

    /// <summary>Tells how a dispute stands.</summary>
    public Task DisputedAsync(LobsterDbContext db, Payment payment, Dispute dispute, CancellationToken cancellationToken)
    {
        var kind = dispute.State switch
        {
            DisputeState.Won => PaymentLetterKind.DisputeWon,
            DisputeState.Lost => PaymentLetterKind.DisputeLost,
            _ => PaymentLetterKind.Disputed,
        };
        return SendAsync(db, payment, kind, dispute.AmountMinor, $"dispute/{dispute.Id}/{dispute.State}", cancellationToken);
    }

    /// <summary>Tells something about automatic top-up.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="accountId">Whose owner reads it.</param>
    /// <param name="news">What it tells.</param>
    /// <param name="key">What this mail is about, unique for ever.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TellAsync(LobsterDbContext db, AccountId accountId, TopUpNews news, string key, CancellationToken cancellationToken)
    {
        var owner = await db.OwnerAsync(accountId, cancellationToken);
        if (owner is not { Email: { } email }) return;
        db.Enqueue(Instant.From(time.GetUtcNow()), key, email, await letters.WriteAsync(news, owner.Name));
    }

    private async Task SendAsync(LobsterDbContext db, Payment payment, PaymentLetterKind kind, long amountMinor, string key, CancellationToken cancellationToken)
    {
        var owner = await db.OwnerAsync(payment.AccountId, cancellationToken);
        if (owner is not { Email: { } email }) return;
        db.Enqueue(Instant.From(time.GetUtcNow()), key, email, await letters.WriteAsync(kind, owner.Name, payment, amountMinor));
    }
}
