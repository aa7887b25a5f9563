using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Configuration;

/// <summary>Makes admins outside the pages: by the operator's verb or the one-time set-up link.</summary>
internal sealed class Admins(UserManager<User> users, LobsterDbContext db, BusinessClock clock, TimeProvider time)
{
    /// <summary>Whether anybody can open the admin pages.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellationToken) => (
        from link in db.UserRoles
        join role in db.Roles on link.RoleId equals role.Id
        join user in db.Users on link.UserId equals user.Id
        where role.Name == UserRoles.Admin && user.DisabledAt == null
        select user.Id).AnyAsync(cancellationToken);

    /// <summary>Makes a user with this address an admin, creating the user when there is none, in one transaction. A known user gets the new password.</summary>
    /// <param name="email">The user's address.</param>
    /// <param name="userName">The name of a new user.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="mayGoOn">Asked first, in the same transaction; null: always.</param>
    /// <returns>What is wrong, in sentences; empty when it was done.</returns>
    public async Task<IReadOnlyList<string>> CreateAsync(
        string email, string userName, string password, CancellationToken cancellationToken, Func<CancellationToken, Task<bool>>? mayGoOn = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (mayGoOn is not null && !await mayGoOn(cancellationToken)) return ["This has been done already."];
        var known = await users.FindByEmailAsync(email);
        var user = known ?? new User { UserName = userName, Email = email, EmailConfirmed = true, CreatedAt = Instant.From(time.GetUtcNow()) };
        var result = known is null ? await users.CreateAsync(user, password) : await SetPasswordAsync(user, password);
        if (result.Succeeded && !await users.IsInRoleAsync(user, UserRoles.Admin)) result = await users.AddToRoleAsync(user, UserRoles.Admin);
        if (!result.Succeeded) return [.. result.Errors.Select(e => e.Description)];
        var actor = new Actor { UserId = user.Id, Channel = ActorChannel.Shell };
        db.Record(clock.Now, actor, "admin.created", SubjectKind.User, user.Id, null, new { email });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [];
    }

    private async Task<IdentityResult> SetPasswordAsync(User user, string password)
    {
        user.EmailConfirmed = true;
        user.DisabledAt = null;
        // Not by a reset token: that may make a new encryption key, which SQLite cannot store while this transaction writes.
        foreach (var validator in users.PasswordValidators)
            if (await validator.ValidateAsync(users, user, password) is { Succeeded: false } refused) return refused;
        await users.RemovePasswordAsync(user);
        return await users.AddPasswordAsync(user, password);
    }
}
