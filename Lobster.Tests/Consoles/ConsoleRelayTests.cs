using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Consoles;

/// <summary>The relay over real sockets, between a client as a browser makes it and a VNC server.</summary>
public sealed class ConsoleRelayTests
{
    [Fact]
    public async Task Screen_OwnTicket_CarriesBytesBothWaysAndIsWrittenDown()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();
        var sent = RandomNumberGenerator.GetBytes(300_000);

        await RelayHost.SendAsync(client, sent);
        var back = await RelayHost.ReadAsync(client, sent.Length);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        Assert.Equal(sent, back);
        var row = await host.ClosedAsync();
        Assert.Equal((ConsoleEnd.Left, 300_000L, 300_018L), (row.End!.Value, row.BytesIn, row.BytesOut));
        await Wait.UntilAsync("the machine's side is closed", () => peer.Ended == 1);
    }

    [Fact]
    public async Task Screen_MachineEndsIt_ClosesTheBrowsersSide()
    {
        await using var peer = ScreenPeer.Leaving();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();

        Assert.Equal(1000, await RelayHost.CloseCodeAsync(client));
        Assert.Equal(ConsoleEnd.Machine, (await host.ClosedAsync()).End);
    }

    [Fact]
    public async Task Connect_NoLoginNoTicketOrForeignOrigin_IsRefused()
    {
        await using var host = await RelayHost.StartAsync();
        var ticket = await host.TicketAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host, host.Client(ticket, name: null)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(null)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(new string('0', 64))));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(ticket, origin: "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(ticket, origin: "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(ticket, origin: host.Origin.Replace("127.0.0.1", "localhost.evil.example", StringComparison.Ordinal))));
        using var browser = host.Browser("mara");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(new Uri($"panel/vms/{host.Vm}/console/relay", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Connect_UsedExpiredOrOthersTicket_IsRefused()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        await host.RegisterAsync("eve");
        var used = await host.TicketAsync();
        using var first = host.Client(used);
        await host.ConnectAsync(first);
        var expired = await host.TicketAsync();
        await host.Transactions.RunAsync((db, token) => db.ConsoleSessions.Where(c => c.OpenedAt == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.ExpiresAt, c => c.CreatedAt), token));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(used)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(expired)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(await host.TicketAsync(), "eve")));
        var before = await host.TicketAsync();
        await host.LogInAsync("mara");
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(before)));
    }

    [Fact]
    public async Task Connect_SuspendedMachine_IsRefused()
    {
        await using var host = await RelayHost.StartAsync();
        var ticket = await host.TicketAsync();
        await host.Transactions.RunAsync((db, token) => db.VirtualMachines.ExecuteUpdateAsync(s => s.SetProperty(v => v.Suspension, SuspensionKind.Manual), token));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, host.Client(ticket)));
    }

    [Fact]
    public async Task LogOut_EndsTheRunningConsole()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();

        using var browser = host.Browser("mara");
        await LogOutAsync(browser);

        Assert.Equal(4003, await RelayHost.CloseCodeAsync(client));
        Assert.Equal(ConsoleEnd.Revoked, (await host.ClosedAsync()).End);
    }

    [Fact]
    public async Task Stop_TellsTheBrowserToComeAgain()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();

        var stopping = host.StopAsync();

        Assert.Equal(1012, await RelayHost.CloseCodeAsync(client));
        await stopping.WaitAsync(TestRun.Patience, TimeProvider.System);
    }

    [Fact]
    public async Task Message_TooBig_EndsTheSession()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();
        var piece = new byte[64 * 1024];

        // Its own echo is in the way until it is read.
        var code = RelayHost.CloseCodeAsync(client);
        for (var i = 0; i < 17 && client.State == WebSocketState.Open; i++)
            await client.SendAsync(piece, WebSocketMessageType.Binary, endOfMessage: false, TestContext.Current.CancellationToken);

        Assert.Equal(1009, await code);
        Assert.Equal(ConsoleEnd.TooMuch, (await host.ClosedAsync()).End);
    }

    [Fact]
    public async Task Browser_ThatNeverReads_HoldsTheMachineBack()
    {
        const long MostInSockets = 32 * 1024 * 1024;
        await using var peer = ScreenPeer.Flood();
        await using var host = await RelayHost.StartAsync(peer);
        using var client = await host.OpenAsync();

        var (last, still) = (0L, 0);
        await Wait.UntilAsync("the flood stands still", () =>
        {
            still = last == (last = peer.Sent) && last > 0 ? still + 1 : 0;
            return still == 20;
        });

        Assert.InRange(peer.Sent, 1, MostInSockets);
        using var browser = host.Browser("mara");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("healthz", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        client.Abort();
        Assert.NotNull((await host.ClosedAsync()).End);
    }

    [Fact]
    public async Task Connections_HalfOpen_LeaveThePanelResponsive()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        var half = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var tcp = new TcpClient();
                half.Add(tcp);
                await tcp.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
                await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /panel/vms/{host.Vm}/console/relay HTTP/1.1\r\nHost: {host.Address.Authority}\r\nUpgrade: websocket\r\n"), TestContext.Current.CancellationToken);
            }

            using var browser = host.Browser("mara");
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("healthz", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
            using var client = await host.OpenAsync();
            await RelayHost.SendAsync(client, [7]);
            Assert.Equal([7], await RelayHost.ReadAsync(client, 1));
        }
        finally
        {
            foreach (var tcp in half) tcp.Dispose();
        }
    }

    [Fact]
    public async Task Connect_NoPlaceLeft_IsToldSoUntilOneIsFree()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer, new Dictionary<string, string> { ["Lobster:Console:MostPerNode"] = "1" });
        var client = await host.OpenAsync();

        Assert.Equal(4011, await TurnedAwayAsync(host, await host.TicketAsync()));
        client.Abort();
        client.Dispose();
        await host.ClosedAsync();
        await Wait.UntilAsync("a place is free", async () => await StatusAsync(host, host.Client(new string('0', 64))) == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Connect_MoreThanOneUserMayHave_IsToldSo()
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer, new Dictionary<string, string> { ["Lobster:Console:MostPerUser"] = "1" });
        var (first, second) = (await host.TicketAsync(), await host.TicketAsync());
        using var client = host.Client(first);
        await host.ConnectAsync(client);

        Assert.Equal(4010, await TurnedAwayAsync(host, second));
    }

    [Theory]
    [InlineData("wrong", 4004, ConsoleEnd.LoginRefused)]
    [InlineData(null, 4001, ConsoleEnd.Unreachable)]
    public async Task Machine_RefusesOrIsNotThere_TellsTheBrowserWhich(string? password, int code, ConsoleEnd end)
    {
        await using var peer = ScreenPeer.Echo();
        await using var host = await RelayHost.StartAsync(peer);
        // Nobody listens on port 1.
        host.Backend.Open = _ => password is null ? new Core.Compute.ConsoleAccess.VncTcp("127.0.0.1", 1, "x") : peer.With(password);
        using var client = host.Client(await host.TicketAsync());

        await host.ConnectAsync(client);

        Assert.Equal(code, await RelayHost.CloseCodeAsync(client));
        Assert.Equal(end, (await host.ClosedAsync()).End);
    }

    private static async Task<HttpStatusCode> StatusAsync(RelayHost host, ClientWebSocket client)
    {
        using var _ = client;
        await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(client));
        return client.HttpStatusCode;
    }

    private static async Task<int> TurnedAwayAsync(RelayHost host, string ticket)
    {
        using var client = host.Client(ticket);
        await host.ConnectAsync(client);
        return await RelayHost.CloseCodeAsync(client);
    }

    private static async Task LogOutAsync(HttpClient browser)
    {
        var token = TestContext.Current.CancellationToken;
        var html = await browser.GetStringAsync(new Uri("settings", UriKind.Relative), token);
        var field = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(field))]);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(new Uri("logout", UriKind.Relative), form, token)).StatusCode);
    }
}
