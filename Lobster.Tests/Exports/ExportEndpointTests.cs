using System.Net;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Web.Login;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Exports;

/// <summary>The files that customers download.</summary>
public sealed class ExportEndpointTests(PanelHost panel) : IClassFixture<PanelHost>
{
    [Theory]
    [InlineData("/panel/charges.csv")]
    [InlineData("/panel/billing/payments.csv")]
    public async Task File_ForNobody_LeadsToTheLogIn(string path)
    {
        using var browser = panel.Browser();

        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/login?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charges_OfAMonth_AreAFileNamedAfterIt()
    {
        using var browser = await LogInAsync("mara");

        using var answer = await browser.GetAsync(new Uri("/panel/charges.csv?month=2026-02", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/csv", "charges-2026-02.csv"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        Assert.True(answer.Headers.CacheControl is { Private: true, NoStore: true });
        Assert.StartsWith("Day,From (UTC),", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("february")]
    [InlineData("2026-13")]
    [InlineData("9999-12")]
    [InlineData("0001-01")]
    [InlineData("")]
    public async Task Charges_OfAMonthThatIsNone_AreRefusedWithASentence(string month)
    {
        using var browser = await LogInAsync("nora");

        using var answer = await browser.GetAsync(new Uri("/panel/charges.csv?month=" + month, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("The month is written like 2026-11.", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/panel/charges.csv")]
    [InlineData("/panel/billing/payments.csv")]
    public async Task File_ForALoginWithoutAccount_IsNotThere(string path)
    {
        using var browser = await LogInAsync("olga");
        await ReadAsync(db => db.Memberships.Where(m => m.UserId == db.Users.Single(u => u.UserName == "olga").Id).ExecuteDeleteAsync());

        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Payments_AreOnesOwn()
    {
        using var pia = await LogInAsync("pia");
        using var jonas = await LogInAsync("jonas");
        await PayAsync("pia");

        var hers = CsvTable.Read(await pia.GetByteArrayAsync("/panel/billing/payments.csv"));
        var his = CsvTable.Read(await jonas.GetByteArrayAsync("/panel/billing/payments.csv"));

        var row = Assert.Single(hers);
        Assert.Equal(("Created", "20", "4.2", "24.2", "USD", ""), (row["Status"], row["Credit"], row["Tax"], row["Total"], row["Currency"], row["Receipt"]));
        Assert.Empty(his);
    }

    private async Task<HttpClient> LogInAsync(string name)
    {
        var known = await ReadAsync(db => db.Users.AnyAsync(u => u.UserName == name));
        if (!known) await panel.RegisterAsync(name, $"{name}@a.example");
        var browser = panel.Browser();
        Assert.NotNull((await PanelHost.LoginAsync(browser, name)).Location);
        return browser;
    }

    private async Task PayAsync(string name)
    {
        await using var db = await panel.Services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync();
        var account = await db.Memberships.Where(m => m.UserId == db.Users.Single(u => u.UserName == name).Id).Select(m => m.AccountId).SingleAsync();
        db.Payments.Add(new Payment
        {
            Reference = Payment.ReferencePrefix + name, AccountId = account, Gateway = "test", RequestId = Guid.CreateVersion7(), Currency = "USD", GrossMinor = 2420, TaxMinor = 420,
            Credit = Money.FromUnits(20), CreatedAt = Instant.From(TimeProvider.System.GetUtcNow()),
        });
        await db.SaveChangesAsync();
    }

    private async Task<T> ReadAsync<T>(Func<LobsterDbContext, Task<T>> read)
    {
        await using var db = await panel.Services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync();
        return await read(db);
    }
}
