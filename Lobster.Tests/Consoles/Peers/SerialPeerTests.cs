using System.Net;
using System.Net.Sockets;
using System.Text;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>A serial line behind websockify, of which OpenStack's proxy of serial consoles is made.</summary>
[Trait("Category", "OtherClients")]
public sealed class SerialPeerTests : IDisposable
{
    private readonly CancellationTokenSource patience = new(TestRun.Patience);

    [Fact]
    public async Task Websockify_Typed_ReachesTheLineAsItIsAndBackUntilItEnds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var proxy = await Websockify.StartAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        var access = new ConsoleAccess.SerialWebSocket(proxy.Socket, SerialFraming.Raw);
        await using var line = await new ConsoleDialer(null!, TimeProvider.System).ConnectAsync(new VmId(1), access, new Sitter(), patience.Token);
        using var machine = await listener.AcceptTcpClientAsync(patience.Token);

        await line.WriteAsync("uname ü\r"u8.ToArray(), patience.Token);
        var typed = new byte["uname ü\r"u8.Length];
        await machine.GetStream().ReadExactlyAsync(typed, patience.Token);
        await machine.GetStream().WriteAsync("Linux\r\n"u8.ToArray(), patience.Token);
        var printed = new byte[100];
        var read = await line.ReadAsync(printed, patience.Token);
        machine.Close();

        Assert.Equal(("uname ü\r", "Linux\r\n"), (Encoding.UTF8.GetString(typed), Encoding.UTF8.GetString(printed, 0, read)));
        Assert.Equal(0, await line.ReadAsync(printed, patience.Token));
    }

    public void Dispose() => patience.Dispose();
}
