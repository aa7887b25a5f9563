using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Ledger;

/// <summary>Reads an account's ledger, for its members and for staff. Safe to use from many threads.</summary>
public sealed class LedgerQueries(Transactions transactions)
{
    /// <summary>One page, newest first; empty for whoever may not read the account.</summary>
    public Task<LedgerPage> ListAsync(Actor actor, AccountId accountId, int page, int size, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return LedgerPage.Empty;
            var all = db.LedgerEntries.Where(e => e.AccountId == accountId);
            var rows = await all.OrderByDescending(e => e.Id).Skip((Math.Max(page, 1) - 1) * size).Take(size)
                .Select(e => new { Entry = e, Who = db.Users.Where(u => u.Id == (e.Actor.ImpersonatorId ?? e.Actor.UserId)).Select(u => u.UserName).FirstOrDefault() })
                .ToListAsync(token);
            return new LedgerPage([.. rows.Select(r => Row(r.Entry, r.Who))], await all.CountAsync(token));
        }, cancellationToken);

    private static LedgerRow Row(LedgerEntry e, string? who) => new(e.Id, e.UpdatedAt, e.Kind, e.Amount, e.Day, e.IsSealed, e.Reason, who);
}
