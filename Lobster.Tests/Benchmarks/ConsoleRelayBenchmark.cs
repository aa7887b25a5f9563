using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using Lobster.Backends.Consoles;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Consoles;
using Lobster.Tests.Consoles.Peers;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// What the relay costs beside a direct connection to the same VNC server, in turns: processor time of a screen of scrolling text at 30 pictures a second, memory of a console, and the
/// time from a key press to its picture. Panel and viewer share this process, so what is told as the relay's includes the viewer's own WebSocket.
/// </summary>
internal sealed class ConsoleRelayBenchmark : IBenchmark
{
    private const int Turns = 3;
    private const int Presses = 200;
    private const int Consoles = 40;
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1 / 30.0);
    private static readonly Dictionary<string, string> Settings = new() { ["Lobster:Console:MostPerUser"] = "100" };

    public string Name => "console-relay";

    public string About => "A 1080p screen through the relay and directly: processor, memory, time from key to picture.";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        await using var host = await RelayHost.StartAsync(settings: Settings);
        await ScrollAsync(host, output);
        await PressAsync(host, output);
        await RememberAsync(host, output);
    }

    private static async Task ScrollAsync(RelayHost host, TextWriter output)
    {
        await using var vnc = await TigerVnc.StartAsync("1920x1080", "319x83", ["/bin/sh", "-c", "base64 -w 318 /dev/urandom"]);
        host.Backend.Open = _ => vnc.Access;
        var shares = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var direct = await DirectlyAsync(vnc, WatchAsync);
            var relayed = await ThroughAsync(host, WatchAsync);
            shares.Add(relayed.Share - direct.Share);
            Say(output, $"scrolling text, 1080p: direct {direct.Pictures:F0} pictures/s, {direct.Megabytes:F2} MB/s, {direct.Share:P1} of a core; relayed {relayed.Pictures:F0} pictures/s, {relayed.Megabytes:F2} MB/s, {relayed.Share:P1}");
        }

        Say(output, $"console-relay: processor {Median(shares):P1} of a core");
    }

    private static async Task PressAsync(RelayHost host, TextWriter output)
    {
        await using var vnc = await TigerVnc.StartAsync("1920x1080", "319x83", ["/bin/cat"]);
        host.Backend.Open = _ => vnc.Access;
        var (direct, relayed) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            direct.AddRange(await DirectlyAsync(vnc, PressAsync));
            relayed.AddRange(await ThroughAsync(host, PressAsync));
        }

        Say(output, $"console-relay: key to picture, median of {direct.Count}: direct {Median(direct):F2} ms, relayed {Median(relayed):F2} ms, added {Median(relayed) - Median(direct):F2} ms");
    }

    private static async Task RememberAsync(RelayHost host, TextWriter output)
    {
        await using var vnc = await TigerVnc.StartAsync("1920x1080", "319x83", ["/bin/cat"]);
        host.Backend.Open = _ => vnc.Access;
        var open = new List<ClientWebSocket>();
        try
        {
            var before = await ViewAsync(host, open);
            for (var i = 1; i < Consoles; i++) await ViewAsync(host, open);
            var each = (Held() - before) / (Consoles - 1);
            Say(output, $"console-relay: memory {each / 1024.0:F0} KB of heap a console, viewer included, after {Consoles} that each had a whole picture");
        }
        finally
        {
            foreach (var client in open) client.Dispose();
        }
    }

    private static async Task<long> ViewAsync(RelayHost host, List<ClientWebSocket> open)
    {
        var client = await host.OpenAsync();
        open.Add(client);
        var viewer = Viewer(client);
        await viewer.BeginAsync();
        await viewer.AskAsync(isIncremental: false);
        await viewer.SeeAsync();
        return Held();
    }

    private static async Task<T> DirectlyAsync<T>(TigerVnc vnc, Func<RfbViewer, Task<T>> measure)
    {
        await using var line = await new ConsoleDialer(null!, TimeProvider.System).ConnectAsync(new VmId(1), vnc.Access, new Sitter(), CancellationToken.None);
        return await measure(new RfbViewer(b => line.ReadAsync(b, CancellationToken.None), b => line.WriteAsync(b, CancellationToken.None)));
    }

    private static async Task<T> ThroughAsync<T>(RelayHost host, Func<RfbViewer, Task<T>> measure)
    {
        using var client = await host.OpenAsync();
        return await measure(Viewer(client));
    }

    private static RfbViewer Viewer(ClientWebSocket client) => new(
        async b => (await client.ReceiveAsync(b, CancellationToken.None)).Count, b => client.SendAsync(b, WebSocketMessageType.Binary, true, CancellationToken.None));

    private static async Task<Watched> WatchAsync(RfbViewer viewer)
    {
        await viewer.BeginAsync();
        await viewer.AskAsync(isIncremental: false);
        await viewer.SeeAsync();
        var (process, clock, pictures, before) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew(), 0, viewer.Bytes);
        using var frames = new PeriodicTimer(Frame, TimeProvider.System);
        while (clock.Elapsed < Phase && await frames.WaitForNextTickAsync())
        {
            await viewer.AskAsync(isIncremental: true);
            await viewer.SeeAsync();
            pictures++;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return new Watched(pictures / seconds, (viewer.Bytes - before) / seconds / 1e6, (Process.GetCurrentProcess().TotalProcessorTime - process).TotalSeconds / seconds);
    }

    private static async Task<List<double>> PressAsync(RfbViewer viewer)
    {
        await viewer.BeginAsync();
        await viewer.PointAsync(40, 40);
        await viewer.AskAsync(isIncremental: false);
        await viewer.SeeAsync();
        var took = new List<double>();
        for (var i = 0; i < Presses; i++)
        {
            await viewer.AskAsync(isIncremental: true);
            var clock = Stopwatch.GetTimestamp();
            await viewer.TypeAsync('w');
            await viewer.SeeAsync();
            took.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        return took;
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Watched(double Pictures, double Megabytes, double Share);
}
