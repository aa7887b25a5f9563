namespace Lobster.Core;

/// <summary>What this process is called in leases and runs: unique for its life.</summary>
/// <param name="Value">Host, process and a random part.</param>
public sealed record NodeName(string Value)
{
    /// <summary>A name for this process.</summary>
    public static NodeName Create() => new($"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}"[..Math.Min(90, Environment.MachineName.Length + 44)]);
}
