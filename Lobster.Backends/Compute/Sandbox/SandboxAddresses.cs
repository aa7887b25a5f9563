using System.Net;
using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Addresses, handed out once each and never again: public IPv4 from 198.18.0.0/15 (reserved for benchmarks), IPv6 from
/// 2001:db8::/32 (reserved for documentation), private ones from 10.0.0.0/8.
/// </summary>
internal static class SandboxAddresses
{
    private const int HostsPerNet = 253;
    private const int PublicNets = 512;
    private const int PrivateNets = 65_536;
    private const string Select = "SELECT machine, text, prefix, gateway, is_public, is_main, rdns FROM address";

    public static IReadOnlyList<VmAddress> Of(SandboxSession session, long machine) =>
        session.Query(Select + " WHERE machine = @0 ORDER BY seq", row => Read(row).Address, machine);

    public static ILookup<long, VmAddress> OfRange(SandboxSession session, long after, long last) =>
        session.Query(Select + " WHERE machine > @0 AND machine <= @1 ORDER BY machine, seq", Read, after, last)
            .ToLookup(row => row.Machine, row => row.Address);

    public static void AddFirst(SandboxSession session, long machine, long regionId)
    {
        Add(session, machine, AddressType.PublicIPv4, regionId, isMain: true);
        Add(session, machine, AddressType.PublicIPv6, regionId, isMain: true);
    }

    public static string Add(SandboxSession session, long machine, AddressType type, long regionId, bool isMain = false)
    {
        var key = "address/" + type;
        var n = session.Meta(key);
        session.SetMeta(key, n + 1);
        var (text, prefix, gateway) = type switch
        {
            AddressType.PublicIPv4 => V4(n, PublicNets, 198, 18),
            AddressType.PrivateIPv4 => V4(n, PrivateNets, 10, 0),
            AddressType.PublicIPv6 => V6(n, regionId),
            _ => throw SandboxRules.Rejected("This region has no such addresses."),
        };
        session.Execute(
            "INSERT INTO address (machine, text, prefix, gateway, is_public, is_main) VALUES (@0, @1, @2, @3, @4, @5)",
            machine, text, prefix, type == AddressType.PrivateIPv4 ? null : gateway, type != AddressType.PrivateIPv4, isMain);
        return text;
    }

    private static (string Text, int Prefix, string Gateway) V4(long n, int nets, int first, int second)
    {
        var (net, host) = Math.DivRem(n, HostsPerNet);
        if (net >= nets)
            throw new BackendException(BackendErrorKind.QuotaExceeded, "The sandbox has no addresses left.");
        var prefix = $"{first}.{second + (net / 256)}.{net % 256}";
        return ($"{prefix}.{host + 2}", 24, $"{prefix}.1");
    }

    private static (string Text, int Prefix, string Gateway) V6(long n, long regionId)
    {
        var prefix = $"2001:db8:{regionId & 0xffff:x}:{n >> 16 & 0xffff:x}:{n & 0xffff:x}::";
        return (IPAddress.Parse(prefix + "2").ToString(), 80, IPAddress.Parse(prefix + "1").ToString());
    }

    private static (long Machine, VmAddress Address) Read(SqliteDataReader row)
    {
        var isPublic = row.GetInt64(4) != 0;
        return (row.GetInt64(0), new VmAddress(IPAddress.Parse(row.GetString(1)))
        {
            PrefixLength = row.GetInt32(2),
            Gateway = SandboxMachines.Text(row, 3) is { } gateway ? IPAddress.Parse(gateway) : null,
            IsPublic = isPublic,
            CanRemove = row.GetInt64(5) == 0,
            CanSetReverseDns = isPublic,
            ReverseDns = SandboxMachines.Text(row, 6),
        });
    }
}
