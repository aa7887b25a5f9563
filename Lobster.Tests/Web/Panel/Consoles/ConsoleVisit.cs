using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>The demo customer at a panel, with one running machine of the sandbox.</summary>
internal sealed class ConsoleVisit : IAsyncDisposable
{
    private ConsoleVisit(PanelProcess panel, BrowserSession session, long vm) => (Panel, Session, Vm) = (panel, session, vm);

    public PanelProcess Panel { get; }

    public BrowserSession Session { get; }

    public long Vm { get; }

    public static async Task<ConsoleVisit> BeginAsync()
    {
        var panel = await PanelProcess.StartAsync();
        return await BeginAsync(panel, panel.Address);
    }

    /// <summary>The same at a panel that is reached elsewhere.</summary>
    /// <param name="panel">The panel, which ends with the visit.</param>
    /// <param name="address">Where the customer finds it.</param>
    public static async Task<ConsoleVisit> BeginAsync(PanelProcess panel, Uri address)
    {
        var session = await BrowserSession.OpenAsync(address);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("demo", "demo-lobster-1");
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.NameAsync("web-1");
        await form.CreateAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(session, long.Parse(session.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        return new ConsoleVisit(panel, session, long.Parse(session.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Opens the console of a kind and waits until it is connected.</summary>
    public async Task<ConsoleScreen> OpenAsync(string kind)
    {
        var console = new ConsoleScreen(Session, Vm, kind);
        await console.OpenAsync();
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Panel.DisposeAsync();
    }
}
