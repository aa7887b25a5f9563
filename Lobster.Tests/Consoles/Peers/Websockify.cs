using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>websockify before a VNC server.</summary>
internal sealed class Websockify : IAsyncDisposable
{
    private readonly ChildProcess proxy;
    private readonly int port;

    private Websockify(ChildProcess proxy, int port) => (this.proxy, this.port) = (proxy, port);

    public ConsoleAccess Access => new ConsoleAccess.VncWebSocket(new ConsoleSocket(new Uri($"ws://127.0.0.1:{port}/websockify")) { SubProtocols = ["binary"] }, TigerVnc.Password);

    public static async Task<Websockify> StartAsync(TigerVnc vnc)
    {
        var port = Ports.Free();
        var proxy = await ChildProcess.StartAsync([Ports.Program("/usr/bin/websockify"), $"127.0.0.1:{port}", $"127.0.0.1:{vnc.Port}"]);
        await Ports.UntilOpenAsync(port, proxy);
        return new Websockify(proxy, port);
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();
}
