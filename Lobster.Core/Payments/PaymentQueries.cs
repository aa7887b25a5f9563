using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>What an owner may read about payments.</summary>
public sealed class PaymentQueries(Transactions transactions, PaymentGateways gateways)
{
    /// <summary>Payments on a page.</summary>
    public const int PageSize = 10;

    /// <summary>A page of an account's payments, newest first; empty for an account that the actor may not see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<PaymentPage> ListAsync(Actor actor, AccountId accountId, int page, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return new PaymentPage([], 0);
            var all = db.Payments.Where(p => p.AccountId == accountId);
            var rows = await all.OrderByDescending(p => p.Id).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(token);
            return new PaymentPage(rows, await all.CountAsync(token));
        }, cancellationToken);

    /// <summary>All of an account's payments, newest first; null for an account that the actor may not see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<PaymentLine>?> SheetAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<PaymentLine>?>(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return null;
            var rows = await (from payment in db.Payments
                              join receipt in db.PaymentReceipts on payment.Id equals receipt.PaymentId into receipts
                              from receipt in receipts.DefaultIfEmpty()
                              where payment.AccountId == accountId
                              orderby payment.Id descending
                              select new { payment, receipt }).ToListAsync(token);
            return rows.ConvertAll(r => new PaymentLine(r.payment, r.receipt?.Text));
        }, cancellationToken);

    /// <summary>One payment; null when there is none or the actor may not see it.</summary>
    public async Task<PaymentShown?> FindAsync(Actor actor, PaymentId id, CancellationToken cancellationToken = default)
    {
        var found = await transactions.ReadAsync(async (db, token) =>
        {
            if (await db.Payments.SingleOrDefaultAsync(p => p.Id == id, token) is not { } payment || !await db.MayReadAsync(actor, payment.AccountId, token)) return null;
            var refunds = await db.Refunds.Where(r => r.PaymentId == id).OrderBy(r => r.Id).ToListAsync(token);
            return new PaymentShown(payment, refunds, await db.Disputes.Where(d => d.PaymentId == id).OrderBy(d => d.Id).ToListAsync(token), [])
            {
                Tax = await db.PaymentTaxes.SingleOrDefaultAsync(t => t.PaymentId == id, token),
            };
        }, cancellationToken);
        if (found is not { Payment: { State: PaymentState.Pending } open }) return found;
        return await InstructionsAsync(open, cancellationToken) is { } how ? found with { Instructions = how.For(open) } : found;
    }

    private async Task<IInstructions?> InstructionsAsync(Payment payment, CancellationToken cancellationToken)
    {
        try
        {
            return await gateways.FindAsync(payment.Gateway, cancellationToken) as IInstructions;
        }
        catch (GatewayException)
        {
            // Its settings cannot be read at the moment; the payment itself is there all the same.
            return null;
        }
    }
}
