using Lobster.Core.Data;
using Lobster.Tests.Consoles.Peers;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>Consoles behind the reverse proxies of the documentation, and with two panels behind one.</summary>
[Trait("Category", "Browser")]
public sealed class ReverseProxyJourneyTests
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Lobster:Security:TrustedProxies:0"] = "127.0.0.1" };

    [Theory]
    [InlineData("nginx")]
    [InlineData("Caddy")]
    public async Task Console_BehindAProxy_Works(string name)
    {
        var panel = await PanelProcess.StartAsync(settings: Settings);
        await using var proxy = name == "nginx" ? await ReverseProxy.NginxAsync(panel.Address) : await ReverseProxy.CaddyAsync(panel.Address);
        await using var visit = await ConsoleVisit.BeginAsync(panel, proxy.Address);

        var terminal = await visit.OpenAsync("Terminal");
        await HostNameAsync(terminal);
        var screen = await visit.OpenAsync("Screen");

        await screen.FootAsync("Screen, 1024 × 768");
        Assert.Empty(visit.Session.Complaints);
    }

    [Fact]
    public async Task Console_ServedByAnotherPanelThanItsPage_ComesBackAfterThatOneWasKilled()
    {
        var panel = await PanelProcess.StartAsync(DatabaseProvider.Sqlite, Settings);
        await using var other = await panel.JoinAsync();
        await using var proxy = await ReverseProxy.NginxAsync(panel.Address, relays: other.Address);
        await using var visit = await ConsoleVisit.BeginAsync(panel, proxy.Address);
        var terminal = await visit.OpenAsync("Terminal");
        await HostNameAsync(terminal);

        await other.KillAsync();
        await terminal.End("lost").WaitForAsync();
        await other.RestartAsync();
        await terminal.ReadyAsync();

        await HostNameAsync(terminal);
        var verified = await panel.VerbAsync("verify");
        Assert.True(verified.Code == 0, verified.Output);
    }

    private static async Task HostNameAsync(ConsoleScreen terminal)
    {
        await terminal.TextAsync("Type help");
        await terminal.TypeAsync("hostname\r");
        await terminal.LineAsync("web-1");
    }
}
