using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>What an owner may read about payments.</summary>
public sealed class PaymentQueries(Transactions transactions)
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
}
