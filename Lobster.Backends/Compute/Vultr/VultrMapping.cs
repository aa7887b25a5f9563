using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Vultr's words into the panel's. Pure.</summary>
internal static class VultrMapping
{
    private const decimal BilledHoursOfAMonth = 672;

    // Entries of the list of systems that stand for something else.
    private static readonly HashSet<string> Pseudo = new(StringComparer.OrdinalIgnoreCase) { "Custom", "Snapshot", "Application", "Backup", "ISO", "iPXE", "Marketplace" };

    /// <summary>A machine.</summary>
    public static BackendVm Vm(VultrInstance i) => new(i.Id, i.Label ?? "")
    {
        Power = VultrStates.Of(i.Status, i.PowerStatus, i.ServerStatus), RawState = VultrStates.Raw(i.Status, i.PowerStatus, i.ServerStatus),
        Mark = TagMark.Read(i.Tags), CreatedAt = Moment(i.DateCreated), PlanId = i.Plan,
        ImageId = i.SnapshotId is { Length: > 0 } snapshot ? $"snapshot:{snapshot}" : i.OsId is { } os and > 0 ? $"os:{os}" : null,
        VCpus = i.VcpuCount, RamMb = i.Ram, DiskGb = i.Disk, Addresses = [.. Addresses(i)],
        Problem = i.Status == "suspended" ? "Vultr holds this machine." : null,
    };

    /// <summary>The mask's length, such as 23 for 255.255.254.0.</summary>
    public static int? Prefix(string? mask) =>
        IPAddress.TryParse(mask, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.GetAddressBytes().Sum(b => int.PopCount(b)) : null;

    /// <summary>An address; null for an empty text and the placeholder of a machine that has none yet.</summary>
    public static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var parsed) && !parsed.Equals(IPAddress.Any) && !parsed.Equals(IPAddress.IPv6Any) ? parsed : null;

    /// <summary>An IPv6 address written out in full, as the reverse calls want it.</summary>
    public static string InFull(IPAddress address) => string.Join(':', address.GetAddressBytes().Chunk(2).Select(b => Convert.ToHexStringLower(b)));

    /// <summary>A snapshot.</summary>
    public static BackendImage Image(VultrSnapshot s)
    {
        var (name, mark) = TextMark.Read(s.Description);
        return new BackendImage($"snapshot:{s.Id}", name, VultrStates.Image(s.Status), IsPublic: false)
        {
            RawState = s.Status, Mark = mark, CreatedAt = Moment(s.DateCreated), SizeMb = Mb(s.CompressedSize is > 0 ? s.CompressedSize : s.Size), MinDiskGb = Gb(s.Size),
        };
    }

    /// <summary>An ISO of the account.</summary>
    public static BackendImage Image(VultrIso i) =>
        new($"iso:{i.Id}", i.Filename ?? i.Id, VultrStates.Image(i.Status), IsPublic: false) { Kind = ImageKind.Iso, RawState = i.Status };

    /// <summary>A system; null for an entry that is none.</summary>
    public static BackendImage? Image(VultrOs o) => Pseudo.Contains(o.Name) ? null : new($"os:{o.Id}", o.Name, ImageState.Ready, IsPublic: true);

    /// <summary>A plan. The hourly price that the API tells is rounded; what is charged is the month's over 672 hours.</summary>
    public static BackendPlan Plan(VultrPlan p, IReadOnlySet<string> available) => new(p.Id, p.Id)
    {
        VCpus = p.VcpuCount, RamMb = p.Ram, DiskGb = p.Disk, TransferGb = p.Bandwidth, IsAvailable = available.Contains(p.Id),
        HourlyPrice = p.MonthlyCost is { } month ? Math.Round(month / BilledHoursOfAMonth, 9) : null, Currency = "USD",
    };

    /// <summary>A host name made of a customer's name: letters, digits and hyphens, at most 63; null when nothing is left.</summary>
    public static string? HostName(string name)
    {
        var kept = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return kept.Length == 0 ? null : kept[..Math.Min(kept.Length, 63)].TrimEnd('-');
    }

    private static IEnumerable<VmAddress> Addresses(VultrInstance i)
    {
        if (Address(i.MainIp) is { } main) yield return new VmAddress(main) { PrefixLength = Prefix(i.NetmaskV4), Gateway = Address(i.GatewayV4), CanSetReverseDns = true };
        if (Address(i.V6MainIp) is { } six) yield return new VmAddress(six) { PrefixLength = i.V6NetworkSize is > 0 ? i.V6NetworkSize : null, CanSetReverseDns = true };
        if (Address(i.InternalIp) is { } inner) yield return new VmAddress(inner) { IsPublic = false };
    }

    private static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;

    // Zero while it is being made, which means unknown.
    private static long? Mb(long? bytes) => bytes is > 0 ? (bytes + 1_048_575) / 1_048_576 : null;

    private static int? Gb(long? bytes) => bytes is > 0 ? (int)((bytes + 1_073_741_823) / 1_073_741_824) : null;
}
