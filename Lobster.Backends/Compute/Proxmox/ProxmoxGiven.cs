using System.Net;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What cloud-init gives to one network card; null: nothing, or what the network says.</summary>
/// <param name="Card">The card's number.</param>
/// <param name="V4">IPv4 address and prefix.</param>
/// <param name="V6">IPv6 address and prefix.</param>
/// <param name="Gateway4">The gateway of IPv4.</param>
/// <param name="Gateway6">The gateway of IPv6.</param>
internal sealed record ProxmoxGiven(int Card, (IPAddress Address, int Prefix)? V4, (IPAddress Address, int Prefix)? V6, IPAddress? Gateway4, IPAddress? Gateway6);
