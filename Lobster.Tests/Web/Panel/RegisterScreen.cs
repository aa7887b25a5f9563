using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The page on which one becomes a customer.</summary>
internal sealed class RegisterScreen(BrowserSession session) : PageObject(session)
{
    public override string Path => "register";

    /// <summary>Registers, confirms the address by the letter and logs in.</summary>
    public async Task RegisterAsync(string name, string password)
    {
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#email").FillAsync($"{name}@example.com");
        await Page.Locator("#password").FillAsync(password);
        await Page.Locator("input[name=terms]").CheckAsync();
        await Button("Create account").ClickAsync();
        await Page.WaitForURLAsync(url => !url.EndsWith("/register", StringComparison.Ordinal));
        await Page.GotoAsync("dev/mail");
        await Page.Locator(".list a").First.ClickAsync();
        await Page.Locator("section ul a[href*=confirm]").First.ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var login = new LoginScreen(Session);
        await login.OpenAsync();
        await login.LogInAsync(name, password);
    }
}
