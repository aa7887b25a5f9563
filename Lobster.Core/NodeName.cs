namespace Lobster.Core;

/// <summary>What this process is called in leases and runs: unique for its life.</summary>
/// <param name="Value">Host, process and a random part.</param>
public sealed record NodeName(string Value)
{
    /// <summary>A name for this process.</summary>
    public static NodeName Create()
    {
        var host = Environment.MachineName;
        return new($"{(host.Length > 50 ? host[..50] : host)}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..12]}");
    }
}
