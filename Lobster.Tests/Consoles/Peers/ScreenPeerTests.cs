using Lobster.Backends.Consoles;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>Screens of real servers: TigerVNC, by itself and behind websockify.</summary>
[Trait("Category", "OtherClients")]
public sealed class ScreenPeerTests : IDisposable
{
    private readonly CancellationTokenSource patience = new(TestRun.Patience);

    [Fact]
    public async Task TigerVnc_Typed_ShowsAnotherPicture()
    {
        await using var vnc = await TigerVnc.StartAsync();

        await TypeAndSeeAsync(vnc.Access);
    }

    [Fact]
    public async Task Websockify_Typed_ShowsAnotherPicture()
    {
        await using var vnc = await TigerVnc.StartAsync();
        await using var proxy = await Websockify.StartAsync(vnc);

        await TypeAndSeeAsync(proxy.Access);
    }

    [Fact]
    public async Task TigerVnc_WrongPassword_IsALoginRefused()
    {
        await using var vnc = await TigerVnc.StartAsync();
        var wrong = new ConsoleAccess.VncTcp("127.0.0.1", vnc.Port, "wrong");

        var refused = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(wrong));

        Assert.Equal(ConsoleEnd.LoginRefused, refused.End);
    }

    public void Dispose() => patience.Dispose();

    private async Task TypeAndSeeAsync(ConsoleAccess access)
    {
        await using var line = await DialAsync(access);
        var viewer = new RfbViewer(b => line.ReadAsync(b, patience.Token), b => line.WriteAsync(b, patience.Token));
        await viewer.BeginAsync();
        await viewer.AskAsync(isIncremental: false);
        var whole = await viewer.SeeAsync();

        // Until the window is there nothing takes the key; either makes the picture another.
        await viewer.PointAsync(40, 40);
        await viewer.TypeAsync('w');
        await viewer.AskAsync(isIncremental: true);
        var changed = await viewer.SeeAsync();

        Assert.Equal((640, 480, "lobster", 640 * 480), (viewer.Width, viewer.Height, viewer.Name, whole));
        Assert.True(changed > 0);
    }

    private Task<ConsoleLine> DialAsync(ConsoleAccess access) =>
        new ConsoleDialer(null!, TimeProvider.System).ConnectAsync(new VmId(1), access, new Sitter(), patience.Token);
}
