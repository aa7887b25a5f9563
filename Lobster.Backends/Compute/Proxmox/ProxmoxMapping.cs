using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What Proxmox VE tells, in the panel's words. Pure.</summary>
internal static class ProxmoxMapping
{
    private const long Mb = 1024 * 1024;

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly IPNetwork[] Local = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fe80::/10")];

    /// <summary>A machine of a list, which tells neither addresses nor when it was made.</summary>
    public static BackendVm Vm(ProxmoxResource r) => new(ProxmoxNumbers.Write(r.Vmid), Name(r.Name, r.Vmid))
    {
        Power = ProxmoxStates.Of(r.Status, null, r.Lock, r.TagList), RawState = ProxmoxStates.Raw(r.Status, null, r.Lock), Mark = ProxmoxTags.Mark(r.TagList),
        VCpus = r.Maxcpu is > 0 and < 100_000 ? (int)Math.Ceiling(r.Maxcpu.Value) : null, RamMb = Units(r.Maxmem, Mb), DiskGb = Units(r.Maxdisk, 1024 * Mb),
    };

    /// <summary>A machine.</summary>
    /// <param name="m">As it is.</param>
    /// <param name="addresses">Its addresses.</param>
    public static BackendVm Vm(ProxmoxMachine m, IReadOnlyList<VmAddress> addresses) => new(m.Id, Name(m.Config["name"], m.Place.Vm))
    {
        Power = m.Power, RawState = ProxmoxStates.Raw(m.Status.Status, m.Status.Qmpstatus, m.Status.Lock), Mark = ProxmoxTags.Mark(m.Tags), CreatedAt = m.Config.CreatedAt,
        VCpus = m.Config.VCpus, RamMb = m.Config.RamMb, DiskGb = m.DiskGb, Addresses = addresses, Problem = ProxmoxStates.Problem(m.Status.Qmpstatus),
    };

    /// <summary>The addresses that cloud-init gives, those of the first card first.</summary>
    public static IEnumerable<VmAddress> Given(ProxmoxConfig config)
    {
        foreach (var card in config.Given())
        {
            if (card.V4 is { } v4) yield return Address(v4.Address) with { PrefixLength = v4.Prefix, Gateway = card.Gateway4 };
            if (card.V6 is { } v6) yield return Address(v6.Address) with { PrefixLength = v6.Prefix, Gateway = card.Gateway6 };
        }
    }

    /// <summary>The addresses that the guest's agent sees, without those that only the guest can use.</summary>
    public static IEnumerable<VmAddress> Seen(IReadOnlyList<ProxmoxInterface> interfaces) =>
        from card in interfaces
        from address in card.IpAddresses ?? []
        let parsed = IPAddress.TryParse(address.IpAddress, out var ip) ? ip : null
        where parsed is not null && !Local.Any(n => n.Contains(parsed))
        orderby parsed.AddressFamily == AddressFamily.InterNetworkV6
        select Address(parsed) with { PrefixLength = address.Prefix };

    /// <summary>A template. It is ours where it carries a mark.</summary>
    public static BackendImage Image(ProxmoxResource r)
    {
        var mark = ProxmoxTags.Mark(r.TagList);
        return new BackendImage(ProxmoxNumbers.Write(r.Vmid), Name(r.Name, r.Vmid), r.IsTemplate ? ImageState.Ready : ImageState.Pending, mark is null)
        {
            Mark = mark, RawState = r.IsTemplate ? "template" : ProxmoxStates.Raw(r.Status, null, r.Lock), SizeMb = Units(r.Maxdisk, Mb), MinDiskGb = Units(r.Maxdisk, 1024 * Mb),
        };
    }

    /// <summary>A file. It is ours where its name carries a mark.</summary>
    public static BackendImage Image(ProxmoxVolume v)
    {
        var (name, mark) = ProxmoxFiles.Read(v.Volid);
        return new BackendImage(v.Volid, name, ImageState.Ready, mark is null)
        {
            Kind = v.Content == "iso" ? ImageKind.Iso : ImageKind.Template, Mark = mark, RawState = v.Content, SizeMb = Units(v.Size, Mb),
            CreatedAt = v.Ctime is > 0 ? Instant.FromUnixSeconds(v.Ctime.Value) : null,
        };
    }

    /// <summary>Whether an address is reachable from the Internet.</summary>
    public static bool IsPublic(IPAddress address) => !Private.Any(n => n.Contains(address));

    private static VmAddress Address(IPAddress address) => new(address) { IsPublic = IsPublic(address) };

    // A machine that is being made has no name yet.
    private static string Name(string? name, int vm) => string.IsNullOrEmpty(name) ? string.Create(CultureInfo.InvariantCulture, $"VM {vm}") : name;

    private static int? Units(long? bytes, long unit) => bytes is > 0 && (bytes.Value + unit - 1) / unit is <= int.MaxValue and var units ? (int)units : null;
}
