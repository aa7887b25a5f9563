using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>The three requests of the login family that are not pages.</summary>
internal static class LoginEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapLobsterLogin(this IEndpointRouteBuilder app)
    {
        app.MapPost(Links.Logout, LogoutAsync);
        app.MapPost(LoginModule.PasskeyRequest, RequestAsync).AllowAnonymous().RequireRateLimiting(LoginModule.RateLimit);
        app.MapPost(LoginModule.PasskeyCreation, CreationAsync).RequireAuthorization();
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> LogoutAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<User> signIn, ConsoleGate consoles)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        if (LoginSession.Of(http.User) is { } session) await consoles.RevokeAsync(session, http.RequestAborted);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(Links.Home);
    }

    // No user is named: the browser offers what it has, and nobody learns whose it is.
    private static async Task<Results<ContentHttpResult, BadRequest>> RequestAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<User> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        return TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private static async Task<Results<ContentHttpResult, BadRequest>> CreationAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<User> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        if (await signIn.UserManager.GetUserAsync(http.User) is not { } user) return TypedResults.BadRequest();
        var entity = new PasskeyUserEntity { Id = await signIn.UserManager.GetUserIdAsync(user), Name = user.UserName!, DisplayName = user.UserName! };
        return TypedResults.Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }
}
