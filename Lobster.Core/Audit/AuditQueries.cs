using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Audit;

/// <summary>What happened to an account and who did it, the panel's own acts included. For staff of any role. Safe to use from many threads.</summary>
public sealed class AuditQueries(Transactions transactions)
{
    /// <summary>One page, newest first; empty for others than staff.</summary>
    public Task<AuditPage> ListAsync(Actor actor, AccountId accountId, int page, int size, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is not null) return AuditPage.Empty;
            var all = db.Events.Where(e => e.AccountId == accountId);
            var rows = await all.OrderByDescending(e => e.Id).Skip((Math.Max(page, 1) - 1) * size).Take(size)
                .Select(e => new { Event = e, Who = db.Users.Where(u => u.Id == (e.Actor.ImpersonatorId ?? e.Actor.UserId)).Select(u => u.UserName).FirstOrDefault() })
                .ToListAsync(token);
            return new AuditPage([.. rows.Select(r => Row(r.Event, r.Who))], await all.CountAsync(token));
        }, cancellationToken);

    private static AuditRow Row(Events.Event e, string? who) =>
        new(e.Id.Value, e.At, e.Type, $"{e.Subject} {e.SubjectId}", e.Data, who, e.Actor.Channel, e.Actor.Address);
}
