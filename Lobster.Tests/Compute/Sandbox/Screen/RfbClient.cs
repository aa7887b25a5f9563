using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Lobster.Backends.Compute.Sandbox.Screen;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>A viewer of RFB 3.8 that knows raw pixels and nothing else, and reads the letters off its screen.</summary>
internal sealed class RfbClient : IDisposable
{
    private readonly TcpClient tcp = new();
    private readonly CancellationToken patience;

    private RfbClient(CancellationToken patience) => this.patience = patience;

    public NetworkStream Stream => tcp.GetStream();

    public int Width { get; private set; }

    public int Height { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Bytes in a pixel.</summary>
    public int Bytes { get; set; } = 4;

    public byte[] Pixels { get; private set; } = [];

    /// <summary>The rectangles of the last update.</summary>
    public List<(int X, int Y, int Width, int Height)> Rectangles { get; } = [];

    /// <summary>What the machine copied last.</summary>
    public string? CutText { get; private set; }

    public static async Task<RfbClient> ConnectAsync(ConsoleAccess.VncTcp access, CancellationToken patience)
    {
        var client = new RfbClient(patience);
        await client.tcp.ConnectAsync(access.Host, access.Port, patience);
        return client;
    }

    /// <summary>One that is in.</summary>
    public static async Task<RfbClient> OpenAsync(ConsoleAccess.VncTcp access, CancellationToken patience)
    {
        var client = await ConnectAsync(access, patience);
        Assert.Equal("", await client.ShakeHandsAsync(access.Password!));
        return client;
    }

    public void Dispose() => tcp.Dispose();

    /// <summary>Says hello and answers the challenge. Empty: in; else the reason why not.</summary>
    public async Task<string> ShakeHandsAsync(string password)
    {
        Assert.Equal("RFB 003.008\n", Encoding.ASCII.GetString(await ReadAsync(12)));
        await WriteAsync("RFB 003.008\n"u8.ToArray());
        Assert.Equal([1, 2], await ReadAsync(2));
        await WriteAsync([2]);
        await WriteAsync(VncChallenge.Answer(password, await ReadAsync(16)));
        if (await NumberAsync() != 0)
            return await ReasonAsync();
        await WriteAsync([1]);
        (Width, Height) = (await ShortAsync(), await ShortAsync());
        Assert.Equal(PixelFormat.Native, PixelFormat.Read(await ReadAsync(16)));
        Name = Encoding.UTF8.GetString(await ReadAsync(await NumberAsync()));
        Pixels = new byte[Width * Height * Bytes];
        return "";
    }

    public async Task<string> ReasonAsync() => Encoding.ASCII.GetString(await ReadAsync(await NumberAsync()));

    /// <summary>How the connection goes on: true when the server closed it.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await Stream.ReadAsync(new byte[1], patience) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public async Task WriteAsync(byte[] bytes) => await Stream.WriteAsync(bytes, patience);

    public async Task FormatAsync(PixelFormat format)
    {
        var bytes = new byte[20];
        format.Write(bytes.AsSpan(4));
        await WriteAsync(bytes);
        Bytes = format.BitsPerPixel / 8;
        Pixels = new byte[Width * Height * Bytes];
    }

    public Task RequestAsync(bool whole) => WriteAsync([3, (byte)(whole ? 0 : 1), 0, 0, 0, 0, (byte)(Width >> 8), (byte)Width, (byte)(Height >> 8), (byte)Height]);

    public async Task KeyAsync(uint keysym, bool down)
    {
        var bytes = new byte[8];
        (bytes[0], bytes[1]) = (4, (byte)(down ? 1 : 0));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), keysym);
        await WriteAsync(bytes);
    }

    /// <summary>Presses and lets go one after another; "\r" is Return.</summary>
    public async Task TypeAsync(string text)
    {
        foreach (var c in text)
            await ChordAsync(c == '\r' ? 0xff0du : c);
    }

    /// <summary>Presses together and lets go in reverse.</summary>
    public async Task ChordAsync(params uint[] keysyms)
    {
        foreach (var keysym in keysyms)
            await KeyAsync(keysym, true);
        foreach (var keysym in keysyms.Reverse())
            await KeyAsync(keysym, false);
    }

    public Task PointerAsync(int buttons, int x, int y) => WriteAsync([5, (byte)buttons, (byte)(x >> 8), (byte)x, (byte)(y >> 8), (byte)y]);

    public Task CopyAsync(string text) => WriteAsync([6, 0, 0, 0, 0, 0, (byte)(text.Length >> 8), (byte)text.Length, .. Encoding.Latin1.GetBytes(text)]);

    /// <summary>Asks for all of it and shows it.</summary>
    public async Task RefreshAsync()
    {
        await RequestAsync(whole: true);
        await ReceiveAsync();
    }

    /// <summary>Asks for changes until the text is there.</summary>
    public async Task<string> UntilAsync(string text)
    {
        while (!Text().Contains(text, StringComparison.Ordinal))
        {
            await RequestAsync(whole: false);
            await ReceiveAsync();
        }

        return Text();
    }

    /// <summary>Asks for changes until something was copied.</summary>
    public async Task<string> CopiedAsync()
    {
        while (CutText is null)
            if (await MessageAsync())
                await RequestAsync(whole: false);
        return CutText;
    }

    /// <summary>What can be read on the screen.</summary>
    public string Text() => ScreenLetters.Read(this);

    /// <summary>A pixel's bytes.</summary>
    public byte[] Pixel(int x, int y) => Pixels.AsSpan((y * Width + x) * Bytes, Bytes).ToArray();

    /// <summary>Shows the next update.</summary>
    public async Task ReceiveAsync()
    {
        while (!await MessageAsync())
        {
        }
    }

    private async Task<bool> MessageAsync()
    {
        var isUpdate = (await ReadAsync(1))[0] == 0;
        await ReadAsync(isUpdate ? 1 : 3);
        if (isUpdate)
            await UpdateAsync();
        else
            CutText = Encoding.Latin1.GetString(await ReadAsync(await NumberAsync()));
        return isUpdate;
    }

    private async Task UpdateAsync()
    {
        Rectangles.Clear();
        for (var left = await ShortAsync(); left > 0; left--)
        {
            var (x, y, width, height) = (await ShortAsync(), await ShortAsync(), await ShortAsync(), await ShortAsync());
            Assert.Equal(0, await NumberAsync());
            var pixels = await ReadAsync(width * height * Bytes);
            for (var line = 0; line < height; line++)
                pixels.AsSpan(line * width * Bytes, width * Bytes).CopyTo(Pixels.AsSpan(((y + line) * Width + x) * Bytes));
            Rectangles.Add((x, y, width, height));
        }
    }

    private async Task<int> ShortAsync() => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));

    private async Task<int> NumberAsync() => BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(4));

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, patience);
        return bytes;
    }
}
