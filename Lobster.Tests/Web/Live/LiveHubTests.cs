using System.Net;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.SshKeys;
using Lobster.Tests.Harness;
using Lobster.Tests.Web.Login;
using Lobster.Tests.Web.Panel;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Live;

/// <summary>The hub for programs, over real sockets and with the cookie of a real log-in.</summary>
public sealed class LiveHubTests : IAsyncLifetime
{
    private const string Password = "long enough 1";
    private readonly PanelHost panel = new();
    private Uri address = null!;

    public ValueTask InitializeAsync()
    {
        panel.UseKestrel(0);
        panel.StartServer();
        address = panel.ClientOptions.BaseAddress;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => panel.DisposeAsync();

    [Fact]
    public async Task Hub_WithoutLogin_IsRefused()
    {
        await using var hub = Hub(new CookieContainer());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Customer_HearsOwnChangesOnly()
    {
        var (mara, eve) = (await AddAsync("mara"), await AddAsync("eve"));
        await using var hub = Hub(await LogInAsync("mara"));
        await using var news = await ListenAsync(hub);

        await AddKeyAsync(eve);
        var own = await AddKeyAsync(mara);

        // The feed keeps its order: had the other account's change been sent, it would stand first.
        Assert.Equal(new News("SshKey", own.Value, mara.Account.Value), await NextAsync(news));
    }

    [Fact]
    public async Task Staff_HearsEveryAccount()
    {
        var eve = await AddAsync("ines");
        await AddAsync("olga");
        await MakeStaffAsync("olga");
        await using var hub = Hub(await LogInAsync("olga"));
        await using var news = await ListenAsync(hub);

        var key = await AddKeyAsync(eve);

        Assert.Equal(new News("SshKey", key.Value, eve.Account.Value), await NextAsync(news));
    }

    [Fact]
    public async Task DisabledUser_HearsNothingMore()
    {
        var jan = await AddAsync("jan");
        await using var hub = Hub(await LogInAsync("jan"));
        await using var news = await ListenAsync(hub);
        var before = await AddKeyAsync(jan);
        Assert.Equal(before.Value, (await NextAsync(news))!.Id);

        await Transactions.RunAsync((db, token) =>
            db.Users.Where(u => u.UserName == "jan").ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, Instant.Utc(2026, 1, 1)), token));
        await Transactions.RunAsync((db, _) =>
        {
            db.LiveChanges.Add(new Core.Events.LiveChange(Core.Events.SubjectKind.SshKey, before.Value, jan.Account));
            return Task.CompletedTask;
        });

        Assert.False(await news.MoveNextAsync().AsTask().WaitAsync(TestRun.Patience, TimeProvider.System));
    }

    private Transactions Transactions => panel.Services.GetRequiredService<Transactions>();

    private HubConnection Hub(CookieContainer cookies) =>
        new HubConnectionBuilder().WithUrl(new Uri(address, "hubs/live"), o => o.Cookies = cookies).Build();

    private static async Task<IAsyncEnumerator<News?>> ListenAsync(HubConnection hub)
    {
        var token = TestContext.Current.CancellationToken;
        await hub.StartAsync(token);
        var news = hub.StreamAsync<News?>("Watch", token).GetAsyncEnumerator(token);
        Assert.Null(await NextAsync(news));
        return news;
    }

    private static async Task<News?> NextAsync(IAsyncEnumerator<News?> news)
    {
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(TestRun.Patience, TimeProvider.System));
        return news.Current;
    }

    private async Task<SshKeyId> AddKeyAsync((AccountId Account, Actor Actor) who) =>
        (await panel.Services.GetRequiredService<KeyRing>().AddAsync(who.Actor, who.Account, null, AccountPagesTests.Key)).Value;

    private async Task<(AccountId Account, Actor Actor)> AddAsync(string name)
    {
        using var browser = Browser(new CookieContainer());
        await PanelHost.PostAsync(browser, "/register", "register", ("name", name), ("email", $"{name}@a.example"), ("password", Password), ("terms", "true"));
        await browser.GetStringAsync(await panel.LinkAsync($"{name}@a.example"));
        return await Transactions.ReadAsync(async (db, token) =>
        {
            var member = await db.Memberships.SingleAsync(m => db.Users.Any(u => u.Id == m.UserId && u.UserName == name), token);
            return (member.AccountId, Actor.Browser(member.UserId));
        });
    }

    private async Task<CookieContainer> LogInAsync(string name)
    {
        var cookies = new CookieContainer();
        using var browser = Browser(cookies);
        Assert.NotNull((await PanelHost.LoginAsync(browser, name, Password)).Location);
        return cookies;
    }

    private HttpClient Browser(CookieContainer cookies) =>
        new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = address };

    private Task MakeStaffAsync(string name) => Transactions.RunAsync(async (db, token) =>
    {
        var user = await db.Users.SingleAsync(u => u.UserName == name, token);
        var role = await db.Roles.SingleAsync(r => r.Name == UserRoles.Support, token);
        db.UserRoles.Add(new() { UserId = user.Id, RoleId = role.Id });
    });

    private sealed record News(string Subject, long Id, long? Account);
}
