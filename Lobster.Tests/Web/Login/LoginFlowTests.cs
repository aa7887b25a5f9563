using System.Net;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Login;

public sealed class LoginFlowTests(PanelHost panel) : IClassFixture<PanelHost>
{
    [Fact]
    public async Task Register_OpensAccountWithOwner_AndLoginWorksOnlyAfterConfirmation()
    {
        using var browser = panel.Browser();
        await PanelHost.PostAsync(browser, "/register", "register", ("name", "mara"), ("email", "mara@a.example"), ("password", "long enough 1"), ("terms", "true"));

        var before = await PanelHost.LoginAsync(browser, "mara");
        await browser.GetStringAsync(await panel.LinkAsync("mara@a.example"));
        var after = await PanelHost.LoginAsync(browser, "mara");

        Assert.Contains("is not confirmed yet", before.Body, StringComparison.Ordinal);
        Assert.EndsWith("/settings", after.Location, StringComparison.Ordinal);
        Assert.Equal(1, await ReadAsync(db => db.Memberships.CountAsync(m => m.UserId == db.Users.Single(u => u.UserName == "mara").Id && m.Role == MembershipRole.Owner)));
        Assert.True(await ReadAsync(db => db.Users.AnyAsync(u => u.UserName == "mara" && u.TermsAcceptedAt != null)));
    }

    [Fact]
    public async Task Register_WithoutTermsOrWithBadFields_SavesNothing()
    {
        using var browser = panel.Browser();

        var answer = await PanelHost.PostAsync(browser, "/register", "register", ("name", "a\u0001b"), ("email", "nonsense"), ("password", "short"));

        Assert.Null(answer.Location);
        Assert.Contains("Use characters that can be printed.", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Enter an address such as", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Use at least 10 characters.", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Accept the terms to go on.", answer.Body, StringComparison.Ordinal);
        Assert.False(await ReadAsync(db => db.Users.AnyAsync(u => u.Email == "nonsense")));
    }

    [Fact]
    public async Task Register_KnownAddress_LooksTheSameAndTellsOnlyItsOwner()
    {
        await panel.RegisterAsync("ida", "ida@a.example");
        using var browser = panel.Browser();

        var answer = await PanelHost.PostAsync(browser, "/register", "register", ("name", "ida2"), ("email", "IDA@a.example"), ("password", "long enough 1"), ("terms", "true"));

        Assert.EndsWith("/check-your-mail", answer.Location, StringComparison.Ordinal);
        Assert.Equal("You already have an account", (await panel.MailsAsync("ida@a.example"))[^1].Subject);
        Assert.False(await ReadAsync(db => db.Users.AnyAsync(u => u.UserName == "ida2")));
    }

    [Fact]
    public async Task Login_UnknownUserAndWrongPassword_ReadTheSame()
    {
        await panel.RegisterAsync("olaf", "olaf@a.example");
        using var browser = panel.Browser();

        var unknown = await PanelHost.LoginAsync(browser, "nobody-of-that-name");
        var wrong = await PanelHost.LoginAsync(browser, "olaf", "not the password");

        Assert.Equal(HttpStatusCode.OK, unknown.Status);
        Assert.Equal(Message(unknown.Body), Message(wrong.Body));
    }

    [Fact]
    public async Task Login_AfterFiveWrongTries_RestsEvenForTheRightPassword()
    {
        await panel.RegisterAsync("rut", "rut@a.example");
        using var browser = panel.Browser();
        for (var i = 0; i < 5; i++) await PanelHost.LoginAsync(browser, "rut", "wrong");

        var right = await PanelHost.LoginAsync(browser, "rut");

        Assert.Null(right.Location);
        Assert.Contains("That did not work.", Message(right.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_ByAddress_WorksToo_AndLogoutEndsIt()
    {
        await panel.RegisterAsync("eva", "eva@a.example");
        using var browser = panel.Browser();

        var login = await PanelHost.LoginAsync(browser, "Eva@a.example");
        var settings = await browser.GetAsync(new Uri("/settings", UriKind.Relative));
        await PanelHost.PostAsync(browser, "/settings", "everywhere");
        var after = await browser.GetAsync(new Uri("/settings", UriKind.Relative));

        Assert.EndsWith("/settings", login.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, settings.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Login_DisabledUser_IsToldSoOnlyWithTheRightPassword()
    {
        await panel.RegisterAsync("jan", "jan@a.example");
        await panel.Services.GetRequiredService<Transactions>().RunAsync((db, token) =>
            db.Users.Where(u => u.UserName == "jan").ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, Instant.Utc(2026, 1, 1)), token));
        using var browser = panel.Browser();

        var wrong = await PanelHost.LoginAsync(browser, "jan", "wrong");
        var right = await PanelHost.LoginAsync(browser, "jan");

        Assert.Contains("That did not work.", Message(wrong.Body), StringComparison.Ordinal);
        Assert.Contains("This login was disabled", Message(right.Body), StringComparison.Ordinal);
        Assert.Null(right.Location);
    }

    [Fact]
    public async Task Reset_ForAnybody_LooksTheSame_AndItsLinkWorksOnce()
    {
        await panel.RegisterAsync("tom", "tom@a.example");
        using var browser = panel.Browser();

        var unknown = await PanelHost.PostAsync(browser, "/forgot-password", "forgot", ("email", "nobody@a.example"));
        var known = await PanelHost.PostAsync(browser, "/forgot-password", "forgot", ("email", "tom@a.example"));
        var link = await panel.LinkAsync("tom@a.example");
        var first = await PanelHost.PostAsync(browser, link, "reset", ("password", "another one 2"), ("again", "another one 2"));
        var second = await PanelHost.PostAsync(browser, link, "reset", ("password", "another one 3"), ("again", "another one 3"));

        Assert.Equal(unknown.Location, known.Location);
        Assert.Empty(await panel.MailsAsync("nobody@a.example"));
        Assert.Contains("The new password is set", first.Body, StringComparison.Ordinal);
        Assert.Contains("has been used or is too old", second.Body, StringComparison.Ordinal);
        Assert.EndsWith("/settings", (await PanelHost.LoginAsync(browser, "tom", "another one 2")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangePassword_WrongConfirmation_IsRefusedAndUnchanged()
    {
        await panel.RegisterAsync("kim", "kim@a.example");
        using var browser = panel.Browser();
        await PanelHost.LoginAsync(browser, "kim");

        var mismatch = await PanelHost.PostAsync(browser, "/settings/password", "password", ("current", "long enough 1"), ("password", "another one 2"), ("again", "another one 3"));
        var wrong = await PanelHost.PostAsync(browser, "/settings/password", "password", ("current", "wrong"), ("password", "another one 2"), ("again", "another one 2"));

        Assert.Contains("The two are not the same.", mismatch.Body, StringComparison.Ordinal);
        Assert.Contains("This is not your password.", wrong.Body, StringComparison.Ordinal);
        using var other = panel.Browser();
        Assert.EndsWith("/settings", (await PanelHost.LoginAsync(other, "kim")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_WithoutTheirToken_AreRefused()
    {
        using var browser = panel.Browser();
        using var content = new FormUrlEncodedContent([new("_handler", "login"), new("who", "x"), new("password", "y")]);

        var login = await browser.PostAsync(new Uri("/login", UriKind.Relative), content);
        var logout = await browser.PostAsync(new Uri("/logout", UriKind.Relative), content);
        var passkey = await browser.PostAsync(new Uri("/login/passkey-options", UriKind.Relative), content);

        Assert.All([login, logout, passkey], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
    }

    [Fact]
    public async Task Post_WhereNothingIsPosted_KeepsItsStatusAndHasAPage()
    {
        using var browser = panel.Browser();
        using var content = new FormUrlEncodedContent([new("who", "x")]);

        var answer = await browser.PostAsync(new Uri("/no-such-page", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("This did not work", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Message(string body)
    {
        var from = body.IndexOf("class=\"alert", StringComparison.Ordinal);
        Assert.True(from >= 0, "The page shows no message.");
        return body[from..body.IndexOf("</div>", from, StringComparison.Ordinal)];
    }

    private async Task<T> ReadAsync<T>(Func<LobsterDbContext, Task<T>> read)
    {
        await using var db = await panel.Services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync();
        return await read(db);
    }
}
