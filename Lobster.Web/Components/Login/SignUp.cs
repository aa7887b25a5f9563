using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Web.Mail;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>
/// Registers a user: the user, its account and the mail that asks for confirmation are one transaction. An address that is already known
/// gets a mail that says so, and the page shows the same as for a new one.
/// </summary>
internal sealed class SignUp(
    Transactions transactions, UserManagers managers, Registration registration, AccountLetters letters, IPasswordHasher<User> hasher, TimeProvider time)
{
    /// <summary>Registers, or answers with the faults beside their fields.</summary>
    /// <param name="name">The user name.</param>
    /// <param name="email">The e-mail address.</param>
    /// <param name="password">The password.</param>
    /// <param name="address">The client's network address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<FormFaults> RegisterAsync(string name, string email, string password, string? address, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            using var users = managers.On(db);
            var now = Instant.From(time.GetUtcNow());
            var user = new User { UserName = name, Email = email, CreatedAt = now, TermsAcceptedAt = now, LockoutEnabled = true };
            if (await users.FindByEmailAsync(email) is { } known)
            {
                // The same work as below, so that the answer takes as long.
                hasher.HashPassword(user, password);
                if (await NameIsTaken(users, name)) return FormFaults.Taken;
                db.Enqueue(now, "account/known/" + Guid.CreateVersion7(), known.Email!, await letters.AlreadyKnownAsync(known));
                return FormFaults.None;
            }
            var stored = await users.CreateAsync(user, password);
            if (!stored.Succeeded) return FormFaults.Of(stored);
            await users.AddToRoleAsync(user, UserRoles.Customer);
            await registration.OpenAccountAsync(db, user, Actor.Browser(user.Id, address), token);
            await SendConfirmationAsync(db, users, user, now);
            return FormFaults.None;
        }, cancellationToken);

    /// <summary>Sends the confirmation once more, if there is such a user and it is still unconfirmed. Says nothing either way.</summary>
    public Task ResendAsync(string email, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, _) =>
        {
            using var users = managers.On(db);
            var user = await users.FindByEmailAsync(email);
            if (user is { EmailConfirmed: false }) await SendConfirmationAsync(db, users, user, Instant.From(time.GetUtcNow()));
        }, cancellationToken);

    private async Task SendConfirmationAsync(LobsterDbContext db, UserManager<User> users, User user, Instant now)
    {
        var code = await users.GenerateEmailConfirmationTokenAsync(user);
        db.Enqueue(now, "account/confirm/" + Guid.CreateVersion7(), user.Email!, await letters.ConfirmAsync(user, code));
    }

    private static async Task<bool> NameIsTaken(UserManager<User> users, string name) => await users.FindByNameAsync(name) is not null;
}
