namespace Lobster.Core.Compute;

/// <summary>Which kind of address to add.</summary>
public enum AddressType
{
    /// <summary>IPv4, reachable from the Internet.</summary>
    PublicIPv4,

    /// <summary>IPv6, reachable from the Internet.</summary>
    PublicIPv6,

    /// <summary>IPv4 of the provider's private network.</summary>
    PrivateIPv4,
}
