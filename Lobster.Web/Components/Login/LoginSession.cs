using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>
/// Gives each log-in a number of its own, in its cookie, so that what was opened with it (consoles) can be told from what the same user opened elsewhere, and ends when it does.
/// </summary>
internal static class LoginSession
{
    /// <summary>The claim.</summary>
    public const string ClaimType = "lobster.session";

    private const int Bytes = 16;

    /// <summary>The number of the log-in; null for nobody, and for a cookie from before there were any until it is renewed within a minute.</summary>
    public static string? Of(ClaimsPrincipal user) => user.FindFirstValue(ClaimType);

    /// <summary>A new log-in gets a number; one that is merely written anew keeps it.</summary>
    public static Task OnSigningInAsync(CookieSigningInContext context)
    {
        if (context.Principal is { } user) Number(user, Continued(context.HttpContext.User, user));
        return Task.CompletedTask;
    }

    /// <summary>Identity makes the claims anew now and then; the number stays.</summary>
    public static Task OnRefreshingAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.NewPrincipal is { } user) Number(user, context.CurrentPrincipal is { } before ? Of(before) : null);
        return Task.CompletedTask;
    }

    private static string? Continued(ClaimsPrincipal before, ClaimsPrincipal now) =>
        before.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && id == now.FindFirstValue(ClaimTypes.NameIdentifier) ? Of(before) : null;

    private static void Number(ClaimsPrincipal user, string? known)
    {
        if (Of(user) is null && user.Identities.FirstOrDefault(i => i.IsAuthenticated) is { } identity)
            identity.AddClaim(new Claim(ClaimType, known ?? RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true)));
    }
}
