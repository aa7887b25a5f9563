using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Ec2.Moto;

/// <summary>
/// moto (https://github.com/getmoto/moto), somebody else's EC2 and CloudWatch in a process, with a state of its own. Neither Debian nor npm has it, so that it cannot be asked for everywhere: where it is
/// not on PATH these suites run against our own fake, which says so on standard error, and the recorded answers of moto are read in any case (<see cref="Ec2RecordedTests"/>).
/// </summary>
public sealed class MotoServer : IAsyncLifetime
{
    private const string Program = "moto_server";
    private static Uri? address;
    private ChildProcess? child;

    /// <summary>Where it listens; null: there is none.</summary>
    public static Uri? Address => address;

    public async ValueTask InitializeAsync()
    {
        if (!IsOnPath())
        {
            await Console.Error.WriteLineAsync($"There is no {Program} on PATH (pip install 'moto[server]'): the suites of Amazon EC2 run against our own fake of it alone.");
            return;
        }

        var port = FreePort();
        child = await ChildProcess.StartAsync([Program, "-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)]);
        await child.LineAsync("Running on");
        address = new Uri($"http://127.0.0.1:{port}/");
    }

    public async ValueTask DisposeAsync()
    {
        address = null;
        if (child is not null) await child.DisposeAsync();
    }

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
