using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Decides who may do what, from the rows as they stand in the use case's own transaction.</summary>
public static class Access
{
    /// <summary>
    /// Takes the account's row as the first act of a use case (its lock until the transaction ends) and checks that <paramref name="actor"/>
    /// may act for it: the system, or an enabled user who is its member or has a staff role.
    /// </summary>
    /// <returns>Null when allowed; otherwise the refusal to answer with.</returns>
    public static async Task<Refusal?> EnterAccountAsync(this LobsterDbContext db, Actor actor, AccountId accountId, CancellationToken cancellationToken)
    {
        if (!await db.TakeAccountAsync(accountId, cancellationToken)) return new Refusal.NotFound();
        if (actor.Channel == ActorChannel.System) return null;
        if (await db.CheckUserAsync(actor, cancellationToken) is { } refusal) return refusal;
        var isMember = await db.Memberships.AnyAsync(m => m.AccountId == accountId && m.UserId == actor.UserId, cancellationToken);
        return isMember || await db.IsStaffAsync(actor, UserRoles.Staff, cancellationToken) ? null : new Refusal.NotFound();
    }

    /// <summary>Checks that the actor may read an account, without taking its row.</summary>
    public static async Task<bool> MayReadAsync(this LobsterDbContext db, Actor actor, AccountId accountId, CancellationToken cancellationToken) =>
        actor.Channel == ActorChannel.System
        || (await db.CheckUserAsync(actor, cancellationToken) is null
            && (await db.Memberships.AnyAsync(m => m.AccountId == accountId && m.UserId == actor.UserId, cancellationToken)
                || await db.IsStaffAsync(actor, UserRoles.Staff, cancellationToken)));

    /// <summary>Checks that the actor is the system or an enabled staff user with one of <paramref name="roles"/>.</summary>
    /// <returns>Null when allowed; otherwise the refusal to answer with.</returns>
    public static async Task<Refusal?> EnterStaffAsync(
        this LobsterDbContext db, Actor actor, CancellationToken cancellationToken, params IReadOnlyList<string> roles)
    {
        if (actor.Channel is ActorChannel.System or ActorChannel.Shell) return null;
        if (await db.CheckUserAsync(actor, cancellationToken) is { } refusal) return refusal;
        return await db.IsStaffAsync(actor, roles.Count == 0 ? [UserRoles.Admin] : roles, cancellationToken) ? null : new Refusal.NotAllowed();
    }

    /// <summary>Locks an account's row until the transaction ends. Locks are taken in the order account, machine, image, payment.</summary>
    /// <returns>False when there is no such account.</returns>
    public static async Task<bool> TakeAccountAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken) =>
        await db.Accounts.Where(a => a.Id == accountId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Version, a => a.Version + 1), cancellationToken) == 1;

    /// <summary>
    /// Takes the rows of many accounts, in order of their numbers, until the transaction ends. On SQLite the transaction has the whole database
    /// to itself anyway.
    /// </summary>
    public static async Task TakeAccountsAsync(this LobsterDbContext db, IReadOnlyCollection<AccountId> accountIds, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite()) return;
        long[] ids = [.. accountIds.Select(a => a.Value)];
        await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Accounts" WHERE "Id" = ANY({ids}) ORDER BY "Id" FOR UPDATE""", cancellationToken);
    }

    private static async Task<Refusal?> CheckUserAsync(this LobsterDbContext db, Actor actor, CancellationToken cancellationToken)
    {
        var enabled = actor.UserId is { } id && await db.Users.AnyAsync(u => u.Id == id && u.DisabledAt == null, cancellationToken);
        return enabled ? null : new Refusal.NotAllowed("Your access was ended. Log in again.");
    }

    private static async Task<bool> IsStaffAsync(
        this LobsterDbContext db, Actor actor, IReadOnlyList<string> roles, CancellationToken cancellationToken) =>
        await (from link in db.UserRoles
               join role in db.Roles on link.RoleId equals role.Id
               where link.UserId == (actor.ImpersonatorId ?? actor.UserId) && roles.Contains(role.Name!)
               select role.Id).AnyAsync(cancellationToken);
}
