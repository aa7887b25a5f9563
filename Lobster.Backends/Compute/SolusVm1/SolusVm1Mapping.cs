using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>A master's words into the panel's. Pure.</summary>
internal static class SolusVm1Mapping
{
    private const long BytesOfMb = 1_048_576;
    private const long BytesOfGb = 1_073_741_824;

    /// <summary>Whether a text can be a machine's id; nothing else is asked for.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);

    /// <summary>A machine.</summary>
    /// <param name="record">Its row in a list, or its record.</param>
    /// <param name="live">What goes on with it.</param>
    public static BackendVm Vm(SolusVm1Answer record, SolusVm1Answer live)
    {
        var (name, mark) = NameMark.Read(record["hostname"]);
        var power = SolusVm1States.Of(live["state"]);
        return new BackendVm(record["vserverid"] ?? "", name)
        {
            Power = power, RawState = live["state"], Mark = mark, ImageId = record["template"], RamMb = RamMb(live), DiskGb = DiskGb(live), Addresses = Addresses(live),
            Problem = power == PowerState.Suspended ? "SolusVM holds this machine." : null,
        };
    }

    /// <summary>A machine's addresses: the main one, other public ones, private ones.</summary>
    public static IReadOnlyList<VmAddress> Addresses(SolusVm1Answer live)
    {
        var main = live["mainipaddress"];
        var publics = (live.List("ipaddresses") ?? []).Prepend(main ?? "").Distinct().Select(text => (Text: text, IsPublic: true));
        var all = publics.Concat((live.List("internalips") ?? []).Select(text => (Text: text, IsPublic: false)));
        return [.. from row in all where IPAddress.TryParse(row.Text, out _) select new VmAddress(IPAddress.Parse(row.Text)) { IsPublic = row.IsPublic, CanRemove = row.IsPublic && row.Text != main }];
    }

    /// <summary>RAM in MB; null: not told.</summary>
    public static int? RamMb(SolusVm1Answer live) => Part(live, "memory", 0) is > 0 and var bytes ? (int)(bytes / BytesOfMb) : null;

    /// <summary>Disk in GB; null: not told.</summary>
    public static int? DiskGb(SolusVm1Answer live) => Part(live, "hdd", 0) is > 0 and var bytes ? (int)(bytes / BytesOfGb) : null;

    /// <summary>The bytes of both directions in this month; null: not told.</summary>
    public static long? UsedBytes(SolusVm1Answer live) => Part(live, "bandwidth", 1);

    /// <summary>A template, which has nothing but its file's name.</summary>
    public static BackendImage Image(string template) => new(template, template, ImageState.Ready, IsPublic: true);

    // Figures come as "total,used,free,percent", in bytes.
    private static long? Part(SolusVm1Answer live, string field, int at) =>
        live.List(field) is { Count: 4 } parts && long.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
}
