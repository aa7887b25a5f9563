using System.Net;
using System.Net.Sockets;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>Ports on loopback for programs that cannot choose one themselves.</summary>
internal static class Ports
{
    /// <summary>One that nobody listens on now.</summary>
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Waits until a program listens.</summary>
    public static Task UntilOpenAsync(int port, ChildProcess program) => Wait.UntilAsync($"port {port} is open", async () =>
    {
        if (program.HasExited) throw new InvalidOperationException($"It ended: {program.Output}");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    /// <summary>The path of a program; a test ends where it is not installed.</summary>
    public static string Program(params string[] paths) => Array.Find(paths, File.Exists) ?? throw TestRun.Missing($"There is no {paths[0]}: ./test installs it.");
}
