using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>websockify before a VNC server, or before anything else that listens.</summary>
internal sealed class Websockify : IAsyncDisposable
{
    private readonly ChildProcess proxy;
    private readonly int port;

    private Websockify(ChildProcess proxy, int port) => (this.proxy, this.port) = (proxy, port);

    public ConsoleAccess Access => new ConsoleAccess.VncWebSocket(Socket, TigerVnc.Password);

    public ConsoleSocket Socket => new(new Uri($"ws://127.0.0.1:{port}/websockify")) { SubProtocols = ["binary"] };

    public static Task<Websockify> StartAsync(TigerVnc vnc) => StartAsync(vnc.Port);

    public static async Task<Websockify> StartAsync(int target)
    {
        var port = Ports.Free();
        var proxy = await ChildProcess.StartAsync([Ports.Program("/usr/bin/websockify"), $"127.0.0.1:{port}", $"127.0.0.1:{target}"]);
        await Ports.UntilOpenAsync(port, proxy);
        return new Websockify(proxy, port);
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();
}
