using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lobster.Core;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>A machine's configuration, which is a list of keys and texts with small languages of their own. Immutable.</summary>
internal sealed partial class ProxmoxConfig(IReadOnlyDictionary<string, JsonElement> values)
{
    /// <summary>The disk of machines that the panel makes.</summary>
    public const string MainDisk = "scsi0";

    private const long MbPerGb = 1024;
    private static readonly string[] SerialPorts = ["serial0", "serial1", "serial2", "serial3"];

    /// <summary>What a key says; null when it is not there.</summary>
    public string? this[string key] => values.TryGetValue(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    /// <summary>Changes with every change, so that one in between is noticed.</summary>
    public string? Digest => this["digest"];

    /// <summary>Virtual processors; one where nothing is said.</summary>
    public int VCpus => (Number(this["cores"]) ?? 1) * (Number(this["sockets"]) ?? 1);

    /// <summary>RAM in MB.</summary>
    public int? RamMb => Number(this["memory"]) ?? Number(Part("memory", "current"));

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags => ProxmoxTags.Read(this["tags"]);

    /// <summary>Whether guests are asked through their agent.</summary>
    public bool HasAgent => (Part("agent", "enabled") ?? First("agent")) == "1";

    /// <summary>The key of the first serial port that terminals reach; the others lead to a device of the host. Null when it has none.</summary>
    public string? SerialPort => SerialPorts.FirstOrDefault(k => First(k) == "socket");

    /// <summary>When it was made.</summary>
    public Instant? CreatedAt => long.TryParse(Part("meta", "ctime"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Instant.FromUnixSeconds(at) : null;

    /// <summary>The key of the disk that it boots from; null when it has none.</summary>
    public string? BootDisk => BootOrder().FirstOrDefault(IsDisk) ?? DiskKeys().Order(StringComparer.Ordinal).FirstOrDefault(IsDisk);

    /// <summary>The keys of disks that nothing uses any more.</summary>
    public IEnumerable<string> Unused => values.Keys.Where(k => k.StartsWith("unused", StringComparison.Ordinal));

    /// <summary>The volume of a drive; null when there is none.</summary>
    public string? Volume(string drive) => First(drive);

    /// <summary>The size of a drive in GB, rounded up; null when not told.</summary>
    public int? SizeGb(string drive)
    {
        if (SizePattern().Match(Part(drive, "size") ?? "") is not { Success: true } size || !decimal.TryParse(size.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)) return null;
        var mb = size.Groups[2].Value switch
        {
            "T" => figure * MbPerGb * MbPerGb,
            "G" => figure * MbPerGb,
            "M" => figure,
            "K" => figure / 1024,
            _ => figure / 1024 / 1024,
        };
        return mb < int.MaxValue ? (int)Math.Ceiling(mb / MbPerGb) : null;
    }

    /// <summary>The addresses that cloud-init gives, in the order of the cards.</summary>
    public IEnumerable<ProxmoxGiven> Given() => Cards().Select(n => new ProxmoxGiven(
        n, Address(Part($"ipconfig{n}", "ip")), Address(Part($"ipconfig{n}", "ip6")), Parse(Part($"ipconfig{n}", "gw")), Parse(Part($"ipconfig{n}", "gw6"))));

    /// <summary>Whether an address is asked for in the network instead of given.</summary>
    public bool AsksNetwork => Cards().All(n => this[$"ipconfig{n}"] is null) || Cards().Any(n => Part($"ipconfig{n}", "ip") == "dhcp" || Part($"ipconfig{n}", "ip6") is "auto" or "dhcp");

    /// <summary>The numbers of the network cards.</summary>
    public IEnumerable<int> Cards() => values.Keys.Select(k => CardPattern().Match(k)).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Order();

    private static (IPAddress Address, int Prefix)? Address(string? text) =>
        text?.Split('/') is [var address, var prefix] && Parse(address) is { } parsed && int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? (parsed, length) : null;

    private static IPAddress? Parse(string? text) => IPAddress.TryParse(text, out var address) ? address : null;

    private string[] BootOrder() => (Part("boot", "order") ?? "").Split(';');

    private IEnumerable<string> DiskKeys() => values.Keys.Where(k => DiskPattern().IsMatch(k));

    private bool IsDisk(string key) => DiskPattern().IsMatch(key) && First(key) is { } volume && volume != "none" && Part(key, "media") != "cdrom";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? First(string key) => this[key]?.Split(',')[0];

    private string? Part(string key, string name) =>
        this[key]?.Split(',').FirstOrDefault(p => p.StartsWith(name + "=", StringComparison.Ordinal)) is { } part ? part[(name.Length + 1)..] : null;

    [GeneratedRegex(@"^(scsi|virtio|sata|ide)\d+$")]
    private static partial Regex DiskPattern();

    [GeneratedRegex(@"^net(\d+)$")]
    private static partial Regex CardPattern();

    [GeneratedRegex(@"^([0-9.]+)([TGMK]?)$")]
    private static partial Regex SizePattern();
}
