using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Web.Login;

/// <summary>The login family on every screen.</summary>
[Trait("Category", "Browser")]
public sealed class LoginPagesTests
{
    [Fact]
    public async Task Pages_OfTheLoginFamily_FitEveryScreenAndAreAccessible()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Security:LoginsPerMinute"] = "1000" });
        await using var session = await BrowserSession.OpenAsync(panel.Address);

        foreach (var (path, name) in new[]
        {
            ("login", "login"), ("forgot-password", "login-forgot"), ("reset-password?user=1&code=YQ", "login-reset"), ("resend-confirmation", "login-resend"),
            ("check-your-mail", "login-sent"), ("confirm-email?user=1&code=YQ", "login-confirm-bad"), ("denied", "denied"),
        })
            await LookAsync(session, path, name);
        await LookAsync(session, "status/404", "status-404");
        await LogInAsync(session);
        foreach (var part in new[] { "passkeys", "password", "email", "two-factor" }) await LookAsync(session, "settings/" + part, "settings-" + part);
    }

    [Fact]
    public async Task Pages_OfTheSecondFactor_FitEveryScreenAndAreAccessible()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        await using (var db = panel.OpenDatabase())
        {
            await db.Users.Where(u => u.UserName == "demo").ExecuteUpdateAsync(s => s.SetProperty(u => u.TwoFactorEnabled, true));
            var user = await db.Users.SingleAsync(u => u.UserName == "demo");
            db.UserTokens.Add(new() { UserId = user.Id, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "JBSWY3DPEHPK3PXP" });
            await db.SaveChangesAsync();
        }

        await session.Page.GotoAsync("login");
        await session.Page.Locator("input[autocomplete^=username]").FillAsync("demo");
        await session.Page.Locator("input[type=password]").FillAsync("demo-lobster-1");
        await session.Page.Locator("input[type=password]").PressAsync("Enter");
        await session.Page.WaitForURLAsync("**/login/code**");
        await Look.AtEveryScreenAsync(session, "login-code");
        await LookAsync(session, "login/recovery", "login-recovery");
    }

    private static async Task LookAsync(BrowserSession session, string path, string name)
    {
        await session.Page.GotoAsync(path);
        await session.Page.Locator("h1").First.WaitForAsync();
        await Look.AtEveryScreenAsync(session, name);
    }

    private static async Task LogInAsync(BrowserSession session)
    {
        await session.LookAtAsync(Screen.Desk);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("demo", "demo-lobster-1");
    }
}
