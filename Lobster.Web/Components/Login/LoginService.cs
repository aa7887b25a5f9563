using Lobster.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>Logs in with name or e-mail and password, telling a stranger nothing about who exists.</summary>
internal sealed class LoginService(SignInManager<User> signIn, IPasswordHasher<User> hasher)
{
    private static readonly User Nobody = new();
    private string? nobodysHash;

    /// <summary>Tries to log in. What went wrong is told apart only for who knew the password, and never while the login is paused.</summary>
    public async Task<LoginResult> TryAsync(string who, string password, bool stay)
    {
        var users = signIn.UserManager;
        var user = (who.Contains('@', StringComparison.Ordinal) ? await users.FindByEmailAsync(who) : null) ?? await users.FindByNameAsync(who);
        if (user is null)
        {
            // As slow as a real check.
            nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return LoginResult.Refused;
        }
        var result = await signIn.PasswordSignInAsync(user, password, stay, lockoutOnFailure: true);
        if (result.Succeeded) return LoginResult.Done;
        if (result.RequiresTwoFactor) return LoginResult.SecondFactor;
        if (!result.IsNotAllowed || await users.IsLockedOutAsync(user)) return LoginResult.Refused;
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return LoginResult.Refused;
        }
        return user.DisabledAt is null ? LoginResult.Unconfirmed : LoginResult.Disabled;
    }

    /// <summary>Tries to log in with what the browser signed. A passkey is two factors in one, so no code is asked for.</summary>
    public async Task<LoginResult> TryPasskeyAsync(string credential)
    {
        if (credential.Length == 0) return LoginResult.Refused;
        var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!assertion.Succeeded) return LoginResult.Refused;
        var users = signIn.UserManager;
        if (assertion.User.DisabledAt is not null) return LoginResult.Disabled;
        if (!await signIn.CanSignInAsync(assertion.User)) return LoginResult.Unconfirmed;
        if (await users.IsLockedOutAsync(assertion.User)) return LoginResult.Refused;
        await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        await signIn.SignInAsync(assertion.User, isPersistent: true);
        return LoginResult.Done;
    }
}
