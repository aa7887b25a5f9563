using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Web.Mail;

namespace Lobster.Web.Components.Login;

/// <summary>Sends the letters that a forgotten password and a new address need, each in one transaction with nothing else.</summary>
internal sealed class PasswordReset(Transactions transactions, UserManagers managers, AccountLetters letters, TimeProvider time)
{
    /// <summary>Sends the link if there is such a user with a confirmed address; says nothing either way.</summary>
    public Task RequestAsync(string email, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, _) =>
        {
            using var users = managers.On(db);
            var user = await users.FindByEmailAsync(email);
            if (user is not { EmailConfirmed: true, DisabledAt: null }) return;
            var code = await users.GeneratePasswordResetTokenAsync(user);
            Enqueue(db, "account/reset/", user.Email!, await letters.ResetAsync(user, code));
        }, cancellationToken);

    /// <summary>Sends a confirmation to the new address, unless somebody has it already; says nothing either way.</summary>
    public Task RequestNewEmailAsync(User user, string email, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, _) =>
        {
            using var users = managers.On(db);
            if (await users.FindByEmailAsync(email) is { } known)
            {
                if (known.Id != user.Id) Enqueue(db, "account/known/", known.Email!, await letters.AlreadyKnownAsync(known));
                return;
            }
            var code = await users.GenerateChangeEmailTokenAsync(user, email);
            Enqueue(db, "account/email/", email, await letters.ChangeEmailAsync(user, email, code));
        }, cancellationToken);

    private void Enqueue(LobsterDbContext db, string kind, string to, Letter letter) =>
        db.Enqueue(Instant.From(time.GetUtcNow()), kind + Guid.CreateVersion7(), to, letter);
}
