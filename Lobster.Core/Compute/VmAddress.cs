using System.Net;

namespace Lobster.Core.Compute;

/// <summary>One address of a machine.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
public sealed record VmAddress(IPAddress Address)
{
    /// <summary>Length of the subnet's prefix; null when not told.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>The gateway; null when not told or none.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Whether it is reachable from the Internet (also through the provider's address translation).</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The private address that the provider translates this public one to; null without translation.</summary>
    public IPAddress? MapsTo { get; init; }

    /// <summary>The reverse DNS name; null when none or not told.</summary>
    public string? ReverseDns { get; init; }

    /// <summary>Whether it may be removed (the main address mostly not).</summary>
    public bool CanRemove { get; init; }

    /// <summary>Whether its reverse DNS name may be set.</summary>
    public bool CanSetReverseDns { get; init; }
}
