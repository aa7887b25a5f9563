using System.Net;
using System.Net.WebSockets;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Web.Login;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Consoles;

/// <summary>The whole panel on real sockets, with one machine of mara's whose region gives consoles as a test wants them.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    /// <summary>Everybody's.</summary>
    public const string Password = "long enough 1";

    private readonly PanelHost panel;
    private readonly Dictionary<string, CookieContainer> cookies = [];

    private RelayHost(IReadOnlyDictionary<string, string> settings)
    {
        panel = new PanelHost { More = services => services.AddSingleton<IBackendFactory>(Backend), Settings = settings };
        panel.UseKestrel(0);
        panel.StartServer();
        Address = panel.ClientOptions.BaseAddress;
    }

    public ConsoleBackend Backend { get; } = new();

    public Uri Address { get; }

    public VmId Vm { get; private set; }

    public Transactions Transactions => panel.Services.GetRequiredService<Transactions>();

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<RelayHost> StartAsync(ScreenPeer? peer = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = new RelayHost(settings ?? new Dictionary<string, string>());
        if (peer is not null) host.Backend.Open = _ => peer.Access;
        await host.RegisterAsync("mara");
        await host.AddMachineAsync();
        return host;
    }

    /// <summary>Adds a customer and logs them in.</summary>
    public async Task RegisterAsync(string name)
    {
        using var browser = Browser();
        await PanelHost.PostAsync(browser, "/register", "register", ("name", name), ("email", $"{name}@a.example"), ("password", Password), ("terms", "true"));
        await browser.GetStringAsync(await panel.LinkAsync($"{name}@a.example"));
        await LogInAsync(name);
    }

    /// <summary>Logs in, again with a log-in of its own.</summary>
    public async Task LogInAsync(string name)
    {
        cookies[name] = new CookieContainer();
        using var browser = Browser(name);
        Assert.NotNull((await PanelHost.LoginAsync(browser, name, Password)).Location);
    }

    public HttpClient Browser(string? name = null) =>
        new(new HttpClientHandler { CookieContainer = name is null ? new() : cookies[name], AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = Address, Timeout = TestRun.Patience };

    /// <summary>A ticket for the log-in that somebody has now.</summary>
    public async Task<string> TicketAsync(string name = "mara")
    {
        var (actor, session) = (await ActorAsync(name), SessionOf(name));
        var offer = await panel.Services.GetRequiredService<ConsoleDesk>().OpenAsync(actor, Vm, ConsoleKind.Screen, session);
        Assert.False(offer.IsRefused, offer.Refusal?.English);
        return ((ConsoleOffer.Here)offer.Value).Ticket;
    }

    /// <summary>A client as a browser would make it; what a test wants otherwise it changes.</summary>
    public ClientWebSocket Client(string? ticket, string? name = "mara", string? origin = null)
    {
        var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;
        if (name is not null) client.Options.Cookies = cookies[name];
        client.Options.SetRequestHeader("Origin", origin ?? Origin);
        client.Options.AddSubProtocol("lobster.console");
        if (ticket is not null) client.Options.AddSubProtocol("ticket." + ticket);
        return client;
    }

    public Task ConnectAsync(ClientWebSocket client) =>
        client.ConnectAsync(new UriBuilder(new Uri(Address, $"panel/vms/{Vm}/console/relay")) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken).WaitAsync(TestRun.Patience, TimeProvider.System);

    /// <summary>A connected console past the screen's opening.</summary>
    public async Task<ClientWebSocket> OpenAsync(string name = "mara")
    {
        var client = Client(await TicketAsync(name), name);
        await ConnectAsync(client);
        Assert.Equal("RFB 003.008\n", System.Text.Encoding.ASCII.GetString(await ReadAsync(client, 12)));
        await SendAsync(client, "RFB 003.008\n"u8.ToArray());
        Assert.Equal([1, 1], await ReadAsync(client, 2));
        await SendAsync(client, [1]);
        Assert.Equal([0, 0, 0, 0], await ReadAsync(client, 4));
        return client;
    }

    public static Task SendAsync(ClientWebSocket client, byte[] bytes) =>
        client.SendAsync(bytes, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken).WaitAsync(TestRun.Patience, TimeProvider.System);

    public static async Task<byte[]> ReadAsync(ClientWebSocket client, int count)
    {
        var bytes = new byte[count];
        for (var length = 0; length < count;)
        {
            var received = await client.ReceiveAsync(bytes.AsMemory(length), TestContext.Current.CancellationToken).AsTask().WaitAsync(TestRun.Patience, TimeProvider.System);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            length += received.Count;
        }

        return bytes;
    }

    /// <summary>Reads to the end and tells the code that the relay closed with.</summary>
    public static async Task<int> CloseCodeAsync(ClientWebSocket client)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await client.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(TestRun.Patience, TimeProvider.System);
            if (received.MessageType == WebSocketMessageType.Close) return (int)client.CloseStatus!.Value;
        }
    }

    /// <summary>The newest session, once it is closed.</summary>
    public async Task<ConsoleSession> ClosedAsync()
    {
        ConsoleSession? row = null;
        await Wait.UntilAsync("the session is closed", async () => (row = await Transactions.ReadAsync((db, token) =>
            db.ConsoleSessions.Where(c => c.OpenedAt != null).OrderByDescending(c => c.Id).FirstOrDefaultAsync(token)))?.ClosedAt is not null);
        return row!;
    }

    public async Task<Actor> ActorAsync(string name) => Actor.Browser(await Transactions.ReadAsync((db, token) => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync(token)));

    /// <summary>Stops the panel as an operator would.</summary>
    public Task StopAsync() => panel.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHost>().StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => panel.DisposeAsync();

    // The number stands in the cookie, which only the panel itself can read.
    private string SessionOf(string name)
    {
        var cookie = cookies[name].GetCookies(Address)["lobster"]!.Value;
        var options = panel.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>()
            .Get(Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme);
        return options.TicketDataFormat.Unprotect(Uri.UnescapeDataString(cookie))!.Principal.Claims.Single(c => c.Type == "lobster.session").Value;
    }

    private async Task AddMachineAsync()
    {
        var owner = await ActorAsync("mara");
        await Transactions.RunAsync(async (db, token) =>
        {
            var now = Instant.From(TimeProvider.System.GetUtcNow());
            var region = new Region { Name = "Amsterdam", BackendType = ConsoleBackend.TypeName, IsEnabled = true, OptionsVersion = 1 };
            var plan = new Plan { Name = "S-1", VCpus = 1, RamMb = 1024, DiskGb = 25, TransferGb = 1000 };
            db.AddRange(region, plan);
            await db.SaveChangesAsync(token);
            var account = await db.Memberships.Where(m => m.UserId == owner.UserId).Select(m => m.AccountId).SingleAsync(token);
            var vm = new VirtualMachine
            {
                AccountId = account, RegionId = region.Id, PlanId = plan.Id, Name = "web-1", BackendId = "i-1", Lifecycle = VmLifecycle.Active,
                RequestId = Guid.CreateVersion7(), CreateToken = Guid.CreateVersion7(), CreatedAt = now, ReadyAt = now,
            };
            db.VirtualMachines.Add(vm);
            await db.SaveChangesAsync(token);
            Vm = vm.Id;
        });
    }
}
