using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>What an owner may read about an account.</summary>
public sealed class AccountQueries(Transactions transactions, BusinessClock clock)
{
    /// <summary>The account of the user who asks; null for a user without one.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<AccountSummary?> MineAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var mine = await db.Memberships.Where(m => m.UserId == actor.UserId).OrderBy(m => m.AccountId)
                .Select(m => (AccountId?)m.AccountId).FirstOrDefaultAsync(token);
            return mine is { } id && await db.MayReadAsync(actor, id, token) ? await ReadAsync(db, id, token) : null;
        }, cancellationToken);

    /// <summary>An account; null when there is none or the actor may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<AccountSummary?> OfAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadAsync(db, accountId, token) : null, cancellationToken);

    private async Task<AccountSummary?> ReadAsync(LobsterDbContext db, AccountId id, CancellationToken cancellationToken)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } account) return null;
        var now = clock.Now;
        var machines = await db.VirtualMachines.CountAsync(v => v.AccountId == id && v.Lifecycle != VmLifecycle.Deleted, cancellationToken);
        var burn = await db.BurnRateAsync(id, now, cancellationToken);
        return new AccountSummary(id, account.Name, account.Credit, burn, machines, AccountRules.MayChange(account), account.CreatedAt, now) { Standing = AccountStanding.Of(account) };
    }
}
