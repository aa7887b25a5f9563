using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>A master's words into the panel's. Pure.</summary>
internal static class SolusVm2Mapping
{
    private const long BytesOfMb = 1_048_576;

    /// <summary>What stands before the mark in a description, so that nobody takes it for clutter and trimming does not hurt it.</summary>
    public const string Description = "Made by Lobster";

    /// <summary>The id of a machine or plan; null for what cannot be one, so that nothing odd is asked for.</summary>
    public static long? Id(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The power state.</summary>
    public static PowerState Power(SolusVm2Server s) => SolusVm2States.Of(s.Status, s.IsProcessing == true, s.IsSuspended == true);

    /// <summary>Whether it is off and nothing holds it; its operator's hold does not matter.</summary>
    public static bool IsOff(SolusVm2Server s) => SolusVm2States.Of(s.Status, s.IsProcessing == true, isSuspended: false) == PowerState.Stopped;

    /// <summary>Whose it is; null for a foreign machine.</summary>
    public static VmMark? Mark(SolusVm2Server s) => TextMark.Read(s.Description).Mark;

    /// <summary>A machine.</summary>
    public static BackendVm Vm(SolusVm2Server s)
    {
        var power = Power(s);
        return new BackendVm(s.Id.ToString(CultureInfo.InvariantCulture), s.Name ?? "")
        {
            Power = power, RawState = SolusVm2States.Raw(s.Status, s.IsProcessing == true, s.IsSuspended == true), Mark = Mark(s), CreatedAt = Moment(s.CreatedAt),
            PlanId = s.Plan?.Id?.ToString(CultureInfo.InvariantCulture), VCpus = s.Specifications?.Vcpu, RamMb = RamMb(s.Specifications), DiskGb = s.Specifications?.Disk,
            Addresses = [.. Addresses(s).Select(a => a.Row)],
            Problem = power == PowerState.Suspended ? "SolusVM holds this machine." : power == PowerState.Error ? "SolusVM knows of this machine, and there is none." : null,
        };
    }

    /// <summary>A machine's addresses with their numbers: the main one, other IPv4 ones, IPv6 ones.</summary>
    public static IReadOnlyList<(long? Id, VmAddress Row)> Addresses(SolusVm2Server s)
    {
        var listed = (s.IpAddresses?.Ipv4 ?? []).Concat(s.IpAddresses?.Ipv6 ?? []).ToList();
        var all = (s.Ips ?? []).Concat(listed).Where(ip => Parse(ip.Ip) is not null).GroupBy(ip => Parse(ip.Ip)!.Value.Address).ToList();
        // Older releases do not say which is the main one: it is the first.
        var main = all.Find(a => a.Any(ip => ip.IsPrimary == true) && IsFour(a.Key))?.Key ?? all.Find(a => IsFour(a.Key))?.Key;
        return [.. all.OrderBy(a => a.Key.Equals(main) ? 0 : IsFour(a.Key) ? 1 : 2).Select(a => Row(a, a.Key.Equals(main)))];
    }

    /// <summary>Bytes of a direction in this period; null: not told.</summary>
    public static long? Bytes(SolusVm2Bytes? told) => told?.Value is >= 0 and <= long.MaxValue ? (long)told.Value.Value : null;

    /// <summary>A plan.</summary>
    public static BackendPlan Plan(SolusVm2Plan p, long id) => new(id.ToString(CultureInfo.InvariantCulture), p.Name ?? $"{id}")
    {
        VCpus = p.Params?.Vcpu, RamMb = RamMb(p.Params), DiskGb = p.Params?.Disk, IsAvailable = p.IsVisible != false, TransferGb = TransferGb(p.Limits?.NetworkTotalTraffic),
    };

    /// <summary>Whether a plan is of exactly this size.</summary>
    public static bool HasSize(SolusVm2Plan p, VmSize size) => p.Params is { } it && it.Vcpu == size.VCpus && RamMb(it) == size.RamMb && it.Disk == size.DiskGb;

    /// <summary>One version of an OS image. The master fetches its file when it is first used, and tells neither size nor state.</summary>
    public static BackendImage Image(SolusVm2OsImage image, SolusVm2OsVersion version)
    {
        var (name, mark) = TextMark.Read(image.Name);
        return new BackendImage(new SolusVm2ImageId(image.Id, version.Id).ToString(), mark is null ? $"{name} {version.Version}".Trim() : name, ImageState.Ready, IsPublic: mark is null) { Mark = mark };
    }

    private static (long? Id, VmAddress Row) Row(IGrouping<IPAddress, SolusVm2Ip> told, bool isMain)
    {
        var id = told.Select(ip => ip.Id).FirstOrDefault(i => i is not null);
        var block = told.Select(ip => ip.IpBlock).FirstOrDefault(b => b is not null);
        return (id, new VmAddress(told.Key)
        {
            PrefixLength = told.Select(ip => Parse(ip.Ip)!.Value.Prefix).FirstOrDefault(p => p is not null) ?? Prefix(block?.Netmask),
            Gateway = IPAddress.TryParse(block?.Gateway, out var gateway) ? gateway : null, IsPublic = !IsPrivate(told.Key), CanRemove = id is not null && !isMain && IsFour(told.Key),
        });
    }

    // IPv6 comes as an address or as a network behind a slash.
    private static (IPAddress Address, int? Prefix)? Parse(string? text)
    {
        if (text?.Split('/') is not [var address, .. var rest] || !IPAddress.TryParse(address, out var parsed)) return null;
        return (parsed, rest is [var length] && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) ? prefix : null);
    }

    private static int? Prefix(string? mask)
    {
        if (int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return length;
        return IPAddress.TryParse(mask, out var parsed) && IsFour(parsed) ? parsed.GetAddressBytes().Sum(b => int.PopCount(b)) : null;
    }

    private static bool IsFour(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static bool IsPrivate(IPAddress address) => IsFour(address)
        ? address.GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [100, >= 64 and < 128, ..]
        : address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;

    private static int? RamMb(SolusVm2Size? size) => size?.Ram is > 0 and var bytes ? (int)Math.Min(bytes / BytesOfMb, int.MaxValue) : null;

    private static int? TransferGb(SolusVm2Limit? limit)
    {
        if (limit is not { IsEnabled: true, Limit: >= 0 and var figure, Unit: { Length: > 0 } unit }) return null;
        var gb = char.ToUpperInvariant(unit[0]) switch
        {
            'K' => figure / 1_048_576,
            'M' => figure / 1024,
            'G' => figure,
            'T' => figure * 1024,
            'P' => figure * 1_048_576,
            _ => -1m,
        };
        return gb is >= 0 and <= int.MaxValue ? (int)gb : null;
    }

    private static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;
}
