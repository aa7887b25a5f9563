using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel;

/// <summary>The login page.</summary>
internal sealed class LoginScreen(BrowserSession session) : PageObject(session)
{
    public override string Path => "login";

    /// <summary>Logs in and waits for the page behind it.</summary>
    public async Task LogInAsync(string user, string password)
    {
        await Page.Locator("input[autocomplete^=username]").FillAsync(user);
        await Page.Locator("input[type=password]").FillAsync(password);
        await Page.Locator("input[type=password]").PressAsync("Enter");
        await Page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
    }
}
