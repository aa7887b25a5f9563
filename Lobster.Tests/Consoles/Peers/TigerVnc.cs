using System.Globalization;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>TigerVNC's server with a password, and a terminal window on its screen.</summary>
internal sealed class TigerVnc : IAsyncDisposable
{
    public const string Password = "tiger-12";
    private readonly TestFolder folder;
    private readonly ChildProcess server;
    private readonly ChildProcess window;

    private TigerVnc(TestFolder folder, ChildProcess server, ChildProcess window, int port) => (this.folder, this.server, this.window, Port) = (folder, server, window, port);

    public int Port { get; }

    /// <summary>The lines that the window was given, when it runs <see cref="StartWriterAsync"/>.</summary>
    public IReadOnlyList<string> Written => File.ReadAllLines(folder.At("written"));

    public ConsoleAccess Access => new ConsoleAccess.VncTcp("127.0.0.1", Port, Password);

    /// <summary>Starts both, with a window that writes down each line it is given, and waits until it is there.</summary>
    public static async Task<TigerVnc> StartWriterAsync()
    {
        var folder = TestFolder.Create("vnc");
        var vnc = await StartAsync(folder, "640x480", "80x24", ["/bin/sh", "-c", $"exec cat > {folder.At("written")}"]);
        await Wait.UntilAsync("the window is there", () => File.Exists(folder.At("written")));
        return vnc;
    }

    /// <summary>Starts both.</summary>
    /// <param name="geometry">Points of the screen.</param>
    /// <param name="window">Columns and lines of the window in its corner.</param>
    /// <param name="command">What runs in it; by default what is typed is shown.</param>
    public static Task<TigerVnc> StartAsync(string geometry = "640x480", string window = "80x24", IReadOnlyList<string>? command = null) =>
        StartAsync(TestFolder.Create("vnc"), geometry, window, command ?? ["/bin/cat"]);

    public async ValueTask DisposeAsync()
    {
        await window.DisposeAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<TigerVnc> StartAsync(TestFolder folder, string geometry, string window, IReadOnlyList<string> command)
    {
        var (vnc, xterm, passwords) = (Ports.Program("/usr/bin/Xtigervnc"), Ports.Program("/usr/bin/xterm"), Ports.Program("/usr/bin/tigervncpasswd"));
        var hidden = await ChildProcess.RunAsync(["/bin/sh", "-c", $"printf '%s\\n' {Password} | {passwords} -f > {folder.At("password")}"]);
        Assert.True(hidden.Code == 0, hidden.Output);
        var port = Ports.Free();
        var display = string.Create(CultureInfo.InvariantCulture, $":{port % 50_000}");
        var server = await ChildProcess.StartAsync(
            [vnc, display, "-rfbport", $"{port}", "-localhost", "-SecurityTypes", "VncAuth", "-PasswordFile", folder.At("password"), "-geometry", geometry, "-depth", "24", "-desktop", "lobster", "-AlwaysShared"]);
        await Ports.UntilOpenAsync(port, server);
        var terminal = await ChildProcess.StartAsync([xterm, "-display", display, "-geometry", window + "+0+0", "-e", .. command]);
        return new TigerVnc(folder, server, terminal, port);
    }
}
