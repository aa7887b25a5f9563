using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Ends and gives back the access of a user. Admins only. Safe to use from many threads.</summary>
public sealed class UserAdmin(Transactions transactions, BusinessClock clock)
{
    /// <summary>Ends the user's access: every use case refuses from now on, and open pages and logins end with the changed security stamp.</summary>
    public Task<Outcome<long>> DisableAsync(Actor actor, long userId, CancellationToken cancellationToken = default) =>
        SetAsync(actor, userId, disable: true, cancellationToken);

    /// <summary>Lets the user log in again.</summary>
    public Task<Outcome<long>> EnableAsync(Actor actor, long userId, CancellationToken cancellationToken = default) =>
        SetAsync(actor, userId, disable: false, cancellationToken);

    private Task<Outcome<long>> SetAsync(Actor actor, long userId, bool disable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return transactions.RunAsync<Outcome<long>>(async (db, token) =>
        {
            await TakeAsync(db, actor, userId, token);
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (disable && (actor.UserId == userId || actor.ImpersonatorId == userId)) return new Refusal.Conflict("You cannot end your own access. Ask another admin.");
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == userId, token) is not { } user) return new Refusal.NotFound();
            if (user.DisabledAt is not null == disable) return userId;
            user.DisabledAt = disable ? clock.Now : null;
            user.SecurityStamp = Guid.NewGuid().ToString("N");
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            var account = await db.Memberships.Where(m => m.UserId == userId).OrderBy(m => m.AccountId).Select(m => (AccountId?)m.AccountId).FirstOrDefaultAsync(token);
            db.Record(clock.Now, actor, disable ? "user.disabled" : "user.enabled", SubjectKind.User, userId, account, new { user.UserName });
            return userId;
        }, cancellationToken);
    }

    // Both rows are held before the roles are read, so that two admins who end each other's access at once do not both succeed.
    private static async Task TakeAsync(LobsterDbContext db, Actor actor, long userId, CancellationToken cancellationToken)
    {
        foreach (var id in new[] { actor.UserId ?? userId, actor.ImpersonatorId ?? userId, userId }.Distinct().Order())
            await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount), cancellationToken);
    }
}
