using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>
/// Writes automatic payments, before any provider hears of them: takes the account's row, checks everything again, and writes payment and charge in one transaction.
/// Two that do it at once: one does. Safe from many threads and on many nodes.
/// </summary>
public sealed class TopUpOpening(Transactions transactions, PaymentWriting writing, PaymentMail mail, BillingOptions billing, PaymentOptions options, BusinessClock clock, TimeProvider time)
{
    /// <summary>Writes the payment that an account is due.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="gateways">Who may be charged at all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether one was written.</returns>
    internal async Task<bool> OpenAsync(AccountId accountId, IReadOnlyCollection<string> gateways, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await transactions.RunAsync((db, token) => WriteAsync(db, accountId, gateways, token), cancellationToken);
            // The payment that would have been too much is not kept; that the month is over is.
            if (outcome.Refusal is Refusal.LimitReached) await transactions.RunAsync((db, token) => WaitForNextMonthAsync(db, accountId, token), cancellationToken);
            return !outcome.IsRefused && outcome.Value;
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return false; // another node has opened one in this very moment
        }
    }

    private async Task<Outcome<bool>> WriteAsync(LobsterDbContext db, AccountId accountId, IReadOnlyCollection<string> gateways, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(accountId, cancellationToken);
        var now = clock.Now;
        if (await db.TopUpAsync(accountId, cancellationToken) is not { State: TopUpState.On } rule || rule.WaitUntil > now) return false;
        if (await db.CardAsync(accountId, cancellationToken) is not { } card || !gateways.Contains(card.Gateway)) return false;
        if (!await IsDueAsync(db, rule, now, cancellationToken)) return false;
        var hourAgo = now - TopUpRules.Apart;
        var isTooSoon = await db.Payments.AnyAsync(
            p => p.AccountId == accountId && p.IsAutomatic && (p.CreatedAt > hourAgo || p.State == PaymentState.Created || p.State == PaymentState.Pending), cancellationToken);
        if (isTooSoon) return false;
        var used = await db.UsedMinorAsync(accountId, now, cancellationToken);
        var payment = await writing.AddAsync(db, Actor.System, new DepositRequest(Guid.CreateVersion7(), accountId, rule.Amount, card.Gateway), cancellationToken);
        if (MinorUnits.ToMoney(used + payment.GrossMinor, payment.Currency) > Ceiling(rule)) return new Refusal.LimitReached("The month's ceiling is reached.");
        payment.IsAutomatic = true;
        payment.Version++;
        db.TopUpCharges.Add(new TopUpCharge { PaymentId = payment.Id, CardId = card.Id, AskAt = Instant.From(time.GetUtcNow()) });
        return true;
    }

    /// <summary>Whether an account, whose row the caller holds, is due and nothing forbids it.</summary>
    internal static async Task<bool> IsDueAsync(LobsterDbContext db, TopUp rule, Instant now, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == rule.AccountId, cancellationToken);
        return await db.BarAsync(account, cancellationToken) is null
            && TopUpRules.IsDue(new Runway(account.Credit, await db.BurnRateAsync(account.Id, now, cancellationToken), now), rule.ThresholdHours);
    }

    private Money Ceiling(TopUp rule)
    {
        var cap = Money.FromDecimal(options.AutomaticMostPerMonth);
        return rule.MonthlyCeiling < cap ? rule.MonthlyCeiling : cap;
    }

    private async Task WaitForNextMonthAsync(LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(accountId, cancellationToken);
        var now = clock.Now;
        if (await db.TopUpAsync(accountId, cancellationToken) is not { State: TopUpState.On } rule || rule.WaitUntil > now) return;
        rule.Wait(TopUpWait.Ceiling, TopUpRules.NextMonth(now), now);
        db.Record(now, Actor.System, "topup.ceiling", SubjectKind.Account, accountId.Value, accountId, new { ceiling = Ceiling(rule).ToString() });
        var ceiling = MinorUnits.From(Ceiling(rule), billing.Currency) is { } minor ? MinorUnits.Text(minor, billing.Currency) : "";
        await mail.TellAsync(db, accountId, new TopUpNews(TopUpNewsKind.Ceiling) { Amount = ceiling, Until = rule.WaitUntil }, $"topup/{accountId}/ceiling/{rule.Version}", cancellationToken);
    }
}
