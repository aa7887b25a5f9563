using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>The IPv4 addresses that a region may give to its machines. Immutable.</summary>
internal sealed class ProxmoxPool
{
    private const int Most = 65_536;
    private readonly List<ProxmoxAddress> all;

    private ProxmoxPool(List<ProxmoxAddress> all) => this.all = all;

    /// <summary>How many there are; zero: guests ask DHCP.</summary>
    public int Count => all.Count;

    /// <summary>One of them.</summary>
    public IPAddress First => all[0].Address;

    /// <summary>Whether an address is one of them.</summary>
    public bool Has(IPAddress address) => all.Exists(a => a.Address.Equals(address));

    /// <summary>Reads lines such as <c>192.0.2.10-192.0.2.250/24 192.0.2.1</c>: first and last address, prefix, gateway. Last and gateway may be left out.</summary>
    /// <exception cref="FormatException">A line makes no sense.</exception>
    public static ProxmoxPool Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var all = lines.SelectMany(Range).Take(Most + 1).ToList();
        if (all.Count > Most) throw new FormatException($"These are more than {Most} addresses.");
        if (all.DistinctBy(a => a.Address).Count() < all.Count) throw new FormatException("An address is there twice.");
        return new ProxmoxPool(all);
    }

    /// <summary>A free address, mostly another for every token; null: none is left.</summary>
    public ProxmoxAddress? Free(IReadOnlySet<IPAddress> used, Guid token)
    {
        var start = all.Count == 0 ? 0 : (int)(BinaryPrimitives.ReadUInt32BigEndian(token.ToByteArray().AsSpan(12)) % all.Count);
        return all.Skip(start).Concat(all.Take(start)).FirstOrDefault(a => !used.Contains(a.Address));
    }

    private static IEnumerable<ProxmoxAddress> Range(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var range, .. { Length: <= 1 } gateways] || range.Split('/') is not [var ends, var length]) throw Senseless(line);
        if (ends.Split('-') is not [var from, .. { Length: <= 1 } rest]) throw Senseless(line);
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix is < 1 or > 32) throw Senseless(line);
        var (first, last) = (Number(from, line), Number(rest.FirstOrDefault(from), line));
        var gateway = gateways.Length > 0 ? Address(Number(gateways[0], line)) : null;
        if (last < first) throw Senseless(line);
        for (var at = (long)first; at <= last; at++) yield return new ProxmoxAddress(Address((uint)at), prefix, gateway);
    }

    private static uint Number(string text, string line) => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
        ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
        : throw Senseless(line);

    private static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    private static FormatException Senseless(string line) => new($"This is no range of addresses with a prefix: {line}");
}
