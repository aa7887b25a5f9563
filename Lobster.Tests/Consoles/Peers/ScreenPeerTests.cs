using System.Buffers.Binary;
using System.Text;
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
        await SendAsync(line, [1]);
        var greeting = await ReadAsync(line, 24);
        var (width, height) = (BinaryPrimitives.ReadUInt16BigEndian(greeting), BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(2)));
        var name = Encoding.UTF8.GetString(await ReadAsync(line, BinaryPrimitives.ReadInt32BigEndian(greeting.AsSpan(20))));
        await PictureAsync(line, width, height, isIncremental: false);

        // Until the window is there nothing takes the key; each makes the picture another.
        await SendAsync(line, [5, 0, 0, 40, 0, 40]);
        await SendAsync(line, [4, 1, 0, 0, 0, 0, 0, (byte)'w', 4, 0, 0, 0, 0, 0, 0, (byte)'w']);
        var changed = await PictureAsync(line, width, height, isIncremental: true);

        Assert.Equal((640, 480, "lobster"), (width, height, name));
        Assert.True(changed > 0);
    }

    // Asks for a picture and tells how many points came.
    private async Task<int> PictureAsync(ConsoleLine line, ushort width, ushort height, bool isIncremental)
    {
        byte[] request = [3, isIncremental ? (byte)1 : (byte)0, 0, 0, 0, 0, (byte)(width >> 8), (byte)width, (byte)(height >> 8), (byte)height];
        await SendAsync(line, request);
        while (true)
        {
            var kind = (await ReadAsync(line, 1))[0];
            if (kind == 2) continue; // a bell
            Assert.Equal(0, kind);
            var points = 0;
            for (var left = BinaryPrimitives.ReadUInt16BigEndian((await ReadAsync(line, 3)).AsSpan(1)); left > 0; left--)
            {
                var rectangle = await ReadAsync(line, 12);
                var size = BinaryPrimitives.ReadUInt16BigEndian(rectangle.AsSpan(4)) * BinaryPrimitives.ReadUInt16BigEndian(rectangle.AsSpan(6));
                await ReadAsync(line, size * 4);
                points += size;
            }

            return points;
        }
    }

    private Task<ConsoleLine> DialAsync(ConsoleAccess access) =>
        new ConsoleDialer(null!, TimeProvider.System).ConnectAsync(new VmId(1), access, new Sitter(), patience.Token);

    private async Task SendAsync(ConsoleLine line, byte[] bytes) => await line.WriteAsync(bytes, patience.Token);

    private async Task<byte[]> ReadAsync(ConsoleLine line, int count)
    {
        var bytes = new byte[count];
        for (var length = 0; length < count;)
        {
            var read = await line.ReadAsync(bytes.AsMemory(length), patience.Token);
            Assert.NotEqual(0, read);
            length += read;
        }

        return bytes;
    }
}
