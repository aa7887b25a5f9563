using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Opens the account of a user who has just been stored.</summary>
public sealed class Registration(BusinessClock clock)
{
    /// <summary>
    /// Adds an account and the user's ownership of it to the caller's context; saves it, so that both are part of the transaction in which
    /// the caller stored the user.
    /// </summary>
    /// <param name="db">The context on which the user was stored.</param>
    /// <param name="user">The stored user; its id must be set.</param>
    /// <param name="actor">Who asked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account's number.</returns>
    public async Task<AccountId> OpenAccountAsync(LobsterDbContext db, User user, Actor actor, CancellationToken cancellationToken = default)
    {
        if (user.Id == 0) throw new InvalidOperationException("Store the user first.");
        var existing = await db.Memberships.Where(m => m.UserId == user.Id && m.Role == MembershipRole.Owner)
            .Select(m => m.AccountId).FirstOrDefaultAsync(cancellationToken);
        if (existing != default) return existing;
        var now = clock.Now;
        var account = new Account { Name = user.UserName ?? "", CreatedAt = now, StandingSince = now };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(cancellationToken);
        db.Memberships.Add(new Membership { UserId = user.Id, AccountId = account.Id, Role = MembershipRole.Owner, CreatedAt = now });
        db.Record(now, actor, "account.opened", SubjectKind.Account, account.Id.Value, account.Id);
        await db.SaveChangesAsync(cancellationToken);
        return account.Id;
    }
}
