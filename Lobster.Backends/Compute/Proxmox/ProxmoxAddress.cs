using System.Net;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>An address of the pool.</summary>
/// <param name="Address">IPv4.</param>
/// <param name="PrefixLength">Length of its subnet's prefix.</param>
/// <param name="Gateway">The gateway; null: none.</param>
internal sealed record ProxmoxAddress(IPAddress Address, int PrefixLength, IPAddress? Gateway)
{
    /// <summary>As the configuration of a machine says it, without the gateway.</summary>
    public string Short => $"ip={Address}/{PrefixLength}";

    /// <summary>As the configuration of a machine says it.</summary>
    public string Full => Gateway is null ? Short : $"{Short},gw={Gateway}";
}
