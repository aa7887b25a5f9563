using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Carries one piece of news into payment, ledger, events and outbox, within the caller's transaction.</summary>
public sealed class PaymentPosting(BusinessClock clock, TimeProvider time, IPaymentLetters letters)
{
    private static readonly Actor Webhook = new() { Channel = ActorChannel.Webhook };

    /// <summary>What became of a piece of news.</summary>
    /// <param name="State">How its delivery ends.</param>
    /// <param name="PaymentId">The payment it speaks of; null when there is none.</param>
    /// <param name="Note">For an admin.</param>
    public sealed record Result(GatewayEventState State, PaymentId? PaymentId, string? Note);

    /// <summary>Applies news of a gateway. Takes the account's row, then the payment's.</summary>
    public async Task<Result> ApplyAsync(LobsterDbContext db, string gateway, GatewayNews news, CancellationToken cancellationToken)
    {
        var reference = news switch
        {
            GatewayNews.Paid paid => paid.Reference,
            GatewayNews.Ended ended => ended.Reference,
            _ => null,
        };
        if (reference is null) return new Result(GatewayEventState.Ignored, null, (news as GatewayNews.Irrelevant)?.What);
        var owner = await db.Payments.Where(p => p.Reference == reference && p.Gateway == gateway)
            .Select(p => new { p.Id, p.AccountId }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return new Result(GatewayEventState.Failed, null, $"There is no payment {reference} of this gateway. Money may have arrived without a record: ask the provider.");
        await db.TakeAccountAsync(owner.AccountId, cancellationToken);
        // Read after the lock, so that it is what the last holder left.
        var payment = await db.Payments.SingleAsync(p => p.Id == owner.Id, cancellationToken);
        var known = news is GatewayNews.Paid money && await IsKnownAsync(db, payment, money, cancellationToken);
        return await ApplyAsync(db, payment, news, PaymentRules.Decide(payment, news, known), cancellationToken);
    }

    private async Task<Result> ApplyAsync(LobsterDbContext db, Payment payment, GatewayNews news, PaymentVerdict verdict, CancellationToken cancellationToken)
    {
        switch (verdict)
        {
            case PaymentVerdict.Credit credit:
                await CreditAsync(db, payment, (GatewayNews.Paid)news, credit.Note, cancellationToken);
                return new Result(GatewayEventState.Processed, payment.Id, credit.Note);
            case PaymentVerdict.Hold hold:
                Move(db, payment, PaymentState.Review, hold.Note, "payment.review");
                RememberMoney(payment, (GatewayNews.Paid)news);
                return new Result(GatewayEventState.Processed, payment.Id, hold.Note);
            case PaymentVerdict.Close close:
                Move(db, payment, close.State, close.Note, "payment." + close.State.ToString().ToLowerInvariant());
                return new Result(GatewayEventState.Processed, payment.Id, close.Note);
            case PaymentVerdict.Surplus surplus:
                Move(db, payment, payment.State, Join(payment.Note, surplus.Note), "payment.surplus");
                return new Result(GatewayEventState.Processed, payment.Id, surplus.Note);
            case PaymentVerdict.Ignore ignore:
                return new Result(GatewayEventState.Ignored, payment.Id, ignore.Note);
            default:
                throw new InvalidOperationException($"Nothing is known about {verdict}.");
        }
    }

    private async Task CreditAsync(LobsterDbContext db, Payment payment, GatewayNews.Paid paid, string? note, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        RememberMoney(payment, paid);
        payment.FeeMinor = paid.FeeMinor;
        payment.CompletedAt = now;
        Move(db, payment, PaymentState.Completed, note, "payment.completed");
        await db.PostAsync(new LedgerEntry
        {
            AccountId = payment.AccountId, Kind = EntryKind.Payment, Key = LedgerKey(payment.Gateway, paid.MoneyKey), Amount = payment.Credit,
            Reason = $"Payment {payment.Reference}", PaymentId = payment.Id, Actor = Webhook, CreatedAt = now, UpdatedAt = now,
        }, cancellationToken);
        await ThankAsync(db, payment, cancellationToken);
    }

    private async Task ThankAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken)
    {
        var owner = await (from member in db.Memberships
                           join user in db.Users on member.UserId equals user.Id
                           where member.AccountId == payment.AccountId && member.Role == MembershipRole.Owner && user.Email != null
                           select new { user.Email, user.UserName }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return;
        var letter = await letters.ReceivedAsync(owner.UserName ?? "", payment);
        db.Enqueue(Instant.From(time.GetUtcNow()), $"payment/{payment.Id}/completed", owner.Email!, letter);
    }

    // Money in review has no ledger entry yet; the payment itself remembers which money it holds.
    private static async Task<bool> IsKnownAsync(LobsterDbContext db, Payment payment, GatewayNews.Paid paid, CancellationToken cancellationToken)
    {
        if (payment.GatewayId == paid.MoneyKey && PaymentRules.Rank(payment.State) >= PaymentRules.Rank(PaymentState.Review)) return true;
        var key = LedgerKey(payment.Gateway, paid.MoneyKey);
        return await db.LedgerEntries.AnyAsync(e => e.Key == key, cancellationToken);
    }

    private static void RememberMoney(Payment payment, GatewayNews.Paid paid) => payment.GatewayId = paid.MoneyKey;

    private void Move(LobsterDbContext db, Payment payment, PaymentState to, string? note, string type)
    {
        if (PaymentRules.Rank(to) < PaymentRules.Rank(payment.State)) throw new InvalidOperationException($"A payment does not go back from {payment.State} to {to}.");
        payment.State = to;
        payment.Note = note is { Length: > 1000 } ? note[..1000] : note;
        payment.Version++;
        db.Record(clock.Now, Webhook, type, SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, note });
    }

    private static string LedgerKey(string gateway, string moneyKey) => $"payment/{gateway}/{moneyKey}";

    private static string Join(string? first, string second) => string.IsNullOrEmpty(first) ? second : $"{first} {second}";
}
