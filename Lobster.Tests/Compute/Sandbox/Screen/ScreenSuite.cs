using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>What the tests of the sandbox's screen share: a running host, machines and viewers.</summary>
public abstract class ScreenSuite : IAsyncLifetime
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private readonly List<IDisposable> clients = [];

    protected SandboxFixture Cloud { get; } = new();

    protected CancellationToken Patience => patience.Token;

    public async ValueTask InitializeAsync() => await Cloud.StartHostAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        clients.ForEach(c => c.Dispose());
        await Cloud.DisposeAsync();
        patience.Dispose();
    }

    protected async Task<ConsoleAccess.VncTcp> AccessAsync(string vm) =>
        Assert.IsType<ConsoleAccess.VncTcp>(await ((IConsole)Cloud.Backend).OpenConsoleAsync(vm, Patience));

    /// <summary>A way to the screen of a new machine.</summary>
    protected async Task<ConsoleAccess.VncTcp> AccessToNewAsync(string name = "web1") => await AccessAsync(await Cloud.RunningAsync(name, Patience));

    private protected async Task<RfbClient> ConnectAsync(ConsoleAccess.VncTcp access) => Keep(await RfbClient.ConnectAsync(access, Patience));

    /// <summary>A viewer of a machine that begins to boot.</summary>
    private protected async Task<RfbClient> OpenAsync(ConsoleAccess.VncTcp access)
    {
        var client = Keep(await RfbClient.OpenAsync(access, Patience));
        await client.RefreshAsync();
        return client;
    }

    /// <summary>A viewer of a new machine that asks for a log-in.</summary>
    private protected async Task<RfbClient> AtLoginAsync(string name = "web1")
    {
        var client = await OpenAsync(await AccessToNewAsync(name));
        Cloud.Time.Advance(TimeSpan.FromSeconds(2));
        await client.UntilAsync($"{name} login:");
        return client;
    }

    /// <summary>A viewer of a new machine's shell.</summary>
    private protected async Task<RfbClient> AtShellAsync()
    {
        var client = await AtLoginAsync();
        await client.TypeAsync("mara\rsecret\r");
        await client.UntilAsync("mara@web1:~$");
        return client;
    }

    private RfbClient Keep(RfbClient client)
    {
        clients.Add(client);
        return client;
    }
}
