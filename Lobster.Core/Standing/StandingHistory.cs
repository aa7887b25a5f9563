using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>What happened to an account's standing, for staff.</summary>
public sealed class StandingHistory(Transactions transactions)
{
    /// <summary>The latest changes, newest first; nothing for others than staff.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The account.</param>
    /// <param name="most">At most how many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<StandingHappening>> ReadAsync(Actor actor, AccountId id, int most, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<StandingHappening>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is not null) return [];
            return await db.Events
                .Where(e => e.AccountId == id && e.Subject == SubjectKind.Account && e.Type.StartsWith("standing."))
                .OrderByDescending(e => e.Id).Take(most)
                .Select(e => new StandingHappening(
                    e.At, e.Type, e.Data, db.Users.Where(u => u.Id == (e.Actor.ImpersonatorId ?? e.Actor.UserId)).Select(u => u.UserName).FirstOrDefault()))
                .ToListAsync(token);
        }, cancellationToken);
}
