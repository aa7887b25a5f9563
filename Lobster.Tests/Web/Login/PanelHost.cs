using System.Net;
using System.Text.RegularExpressions;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lobster.Tests.Web.Login;

/// <summary>The whole panel in memory on a database file of its own, and a browser without scripts to use its forms.</summary>
public sealed partial class PanelHost : WebApplicationFactory<Lobster.Web.Ui>
{
    private readonly TestFolder folder = TestFolder.Create("login");

    /// <summary>What else the panel is made of.</summary>
    public Action<IServiceCollection>? More { get; init; }

    /// <summary>Settings beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.UseSetting("ConnectionStrings:Lobster", $"Data Source={folder.At("lobster.db")};Pooling=False");
        builder.UseSetting("Lobster:Security:PasswordIterations", "1000");
        builder.UseSetting("Lobster:Security:LoginsPerMinute", "1000");
        builder.UseSetting("Lobster:Security:MasterKeyFile", folder.At("master.key"));
        builder.UseSetting("Lobster:Seed:Demo", "false");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        if (More is not null) builder.ConfigureServices(More);
    }

    /// <summary>A browser with its own cookies that does not follow redirects.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>Opens a page and posts its form with what was typed.</summary>
    public static async Task<(HttpStatusCode Status, string? Location, string Body)> PostAsync(HttpClient browser, string page, string form, params (string Name, string Value)[] typed)
    {
        var html = await browser.GetStringAsync(page);
        var token = Token().Match(html).Groups[1].Value;
        var fields = typed.Select(f => KeyValuePair.Create(f.Name, f.Value))
            .Append(new("__RequestVerificationToken", WebUtility.HtmlDecode(token))).Append(new("_handler", form));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(page, UriKind.Relative), content);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Every mail written so far to an address, oldest first.</summary>
    public async Task<List<OutgoingMail>> MailsAsync(string to)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync();
        return await db.OutgoingMails.Where(m => m.To == to).OrderBy(m => m.Id).ToListAsync();
    }

    /// <summary>The path and query of the link in the newest mail to an address.</summary>
    public async Task<string> LinkAsync(string to) =>
        new Uri(Link().Match((await MailsAsync(to))[^1].Text).Value).PathAndQuery;

    /// <summary>Registers, and confirms by the link in the mail.</summary>
    public async Task RegisterAsync(string name, string email, string password = "long enough 1")
    {
        using var browser = Browser();
        var (_, location, body) = await PostAsync(browser, "/register", "register", ("name", name), ("email", email), ("password", password), ("terms", "true"));
        Assert.True(location?.EndsWith("/check-your-mail", StringComparison.Ordinal), body);
        await browser.GetStringAsync(await LinkAsync(email));
    }

    /// <summary>Logs in.</summary>
    public static Task<(HttpStatusCode Status, string? Location, string Body)> LoginAsync(HttpClient browser, string who, string password = "long enough 1") =>
        PostAsync(browser, "/login?returnUrl=/settings", "login", ("who", who), ("password", password));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"http\S+")]
    private static partial Regex Link();
}
