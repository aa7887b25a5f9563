using Lobster.Core.Compute;
using Lobster.Tests.Consoles;
using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>A customer in a browser at a panel, with one machine whose console is a real program's.</summary>
internal sealed class PeerVisit : IAsyncDisposable
{
    private readonly RelayHost host;

    private PeerVisit(RelayHost host, BrowserSession session) => (this.host, Session) = (host, session);

    public BrowserSession Session { get; }

    public static async Task<PeerVisit> BeginAsync(ConsoleAccess access, Screen? screen = null, bool hasTouch = false)
    {
        var host = await RelayHost.StartAsync();
        host.Backend.Open = _ => access;
        var visit = new PeerVisit(host, await BrowserSession.OpenAsync(host.Address, screen, hasTouch));
        var login = new LoginScreen(visit.Session);
        await login.OpenAsync();
        await login.LogInAsync("mara", RelayHost.Password);
        return visit;
    }

    /// <summary>Opens the console of a kind and waits until it is connected.</summary>
    public async Task<ConsoleScreen> OpenAsync(string kind)
    {
        var console = new ConsoleScreen(Session, host.Vm.Value, kind);
        await console.OpenAsync();
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await host.DisposeAsync();
    }
}
