using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.TopUps;

/// <summary>Reads how automatic top-up stands.</summary>
public sealed class TopUpQueries(Transactions transactions, CardGateways gateways, BillingOptions billing, PaymentOptions options, BusinessClock clock)
{
    /// <summary>How it stands for an account; null when there is none or the actor may not see it.</summary>
    public async Task<TopUpView?> FindAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default)
    {
        var ways = await gateways.OfferedAsync(cancellationToken);
        return await transactions.ReadAsync(async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadAsync(db, accountId, ways, token) : null, cancellationToken);
    }

    private async Task<TopUpView?> ReadAsync(LobsterDbContext db, AccountId accountId, IReadOnlyList<WayToPay> ways, CancellationToken cancellationToken)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken) is not { } account) return null;
        var (now, since) = (clock.Now, clock.Now - TimeSpan.FromDays(1));
        var rule = await db.TopUpAsync(accountId, cancellationToken);
        var card = await db.CardAsync(accountId, cancellationToken);
        var used = MinorUnits.ToMoney(await db.UsedMinorAsync(accountId, now, cancellationToken), billing.Currency);
        var isSaving = await db.CardsOnFile.AnyAsync(c => c.AccountId == accountId && c.SetupId != null && c.SavedAt == null && c.RemovedAt == null && c.ConsentAt > since, cancellationToken);
        var open = await db.Payments.Where(p => p.AccountId == accountId && p.IsAutomatic && (p.State == PaymentState.Created || p.State == PaymentState.Pending))
            .Select(p => (PaymentId?)p.Id).FirstOrDefaultAsync(cancellationToken);
        return new TopUpView(ways, card, rule, await db.BarAsync(account, cancellationToken), used, Ceiling(rule), isSaving, open);
    }

    private Money Ceiling(TopUp? rule)
    {
        var (own, cap) = (rule?.MonthlyCeiling ?? Money.Zero, Money.FromDecimal(options.AutomaticMostPerMonth));
        return own < cap ? own : cap;
    }
}
