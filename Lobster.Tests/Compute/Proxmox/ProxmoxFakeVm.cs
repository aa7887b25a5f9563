using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>A guest of the fake: a configuration of texts, power, and what the cluster last heard of it.</summary>
internal sealed partial class ProxmoxFakeVm(int id, string node, DateTimeOffset born)
{
    private int disks;
    private int changes;
    private bool before;
    private readonly DateTimeOffset made = born;
    private DateTimeOffset switched = born;

    public int Id { get; } = id;

    public string Node { get; set; } = node;

    public Dictionary<string, string> Config { get; } = [];

    public string? Lock { get; set; }

    public bool IsTemplate { get; set; }

    public bool IsRunning { get; private set; }

    public string? Qmp { get; set; }

    public string? Pool { get; set; }

    /// <summary>Until when a worker holds the file lock.</summary>
    public DateTimeOffset BusyUntil { get; set; } = born;

    /// <summary>When the counters began.</summary>
    public DateTimeOffset Started { get; set; } = born;

    public string Digest => $"digest-{changes}";

    public void Touch() => changes++;

    public void Switch(bool on, DateTimeOffset now)
    {
        (before, IsRunning, switched, Started) = (IsRunning, on, now, now);
    }

    /// <summary>Makes a drive of what a request asks for; an error when that cannot be.</summary>
    public string? Drive(string key, string wanted, Func<string, string?> sizeOf)
    {
        if (wanted.Contains("media=cdrom", StringComparison.Ordinal)) Config[key] = wanted;
        else if (wanted.EndsWith(":cloudinit", StringComparison.Ordinal)) Config[key] = $"{wanted.Split(':')[0]}:vm-{Id}-cloudinit,media=cdrom";
        else if (NewPattern().Match(wanted) is { Success: true } m)
        {
            var size = m.Groups["from"].Success ? sizeOf(m.Groups["from"].Value) : m.Groups["gb"].Value + "G";
            if (size is null) return $"volume '{m.Groups["from"].Value}' does not exist";
            if (Config.Remove(key, out var old)) Config[$"unused{Free("unused")}"] = old.Split(',')[0];
            Config[key] = $"{m.Groups["storage"].Value}:vm-{Id}-disk-{disks++},size={size}";
        }
        else return $"unable to parse volume ID '{wanted}'";
        return null;
    }

    public void Delete(string key)
    {
        if (Config.Remove(key, out var old) && key.StartsWith("scsi", StringComparison.Ordinal)) Config[$"unused{Free("unused")}"] = old.Split(',')[0];
    }

    /// <summary>The size of its disk in bytes.</summary>
    public long DiskBytes => Config.TryGetValue("scsi0", out var disk) ? Bytes(SizePattern().Match(disk).Groups[1].Value) : 0;

    public static long Bytes(string size) => long.Parse(size[..^1], CultureInfo.InvariantCulture) * (size[^1] == 'G' ? 1L << 30 : 1L << 20);

    /// <summary>As the cluster knows it: state and counters as they were at the last whole ten seconds.</summary>
    public JsonObject Listed(DateTimeOffset now, bool isBlank)
    {
        var heard = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 10 * 10);
        var isOn = switched <= heard ? IsRunning : before;
        var listed = new JsonObject { ["id"] = $"qemu/{Id}", ["type"] = "qemu", ["vmid"] = Id, ["node"] = Node, ["template"] = IsTemplate ? 1 : 0, ["status"] = "unknown" };
        if (Lock is not null) listed["lock"] = Lock;
        if (isBlank) return listed;
        if (Config.TryGetValue("tags", out var tags)) listed["tags"] = tags;
        if (Pool is not null) listed["pool"] = Pool;
        if (made > heard) return listed;
        var seconds = isOn ? Math.Max(0, (long)(heard - Started).TotalSeconds) : 0;
        (listed["name"], listed["status"], listed["maxcpu"], listed["uptime"]) = (Config["name"], isOn ? "running" : "stopped", int.Parse(Config.GetValueOrDefault("cores", "1"), CultureInfo.InvariantCulture), seconds);
        (listed["maxmem"], listed["maxdisk"]) = (long.Parse(Config["memory"], CultureInfo.InvariantCulture) << 20, DiskBytes);
        (listed["netin"], listed["netout"]) = (seconds * 1000, seconds * 2000);
        return listed;
    }

    private int Free(string prefix) => Enumerable.Range(0, 100).First(n => !Config.ContainsKey(prefix + n.ToString(CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^(?<storage>[^:]+):(?<gb>\d+)(,import-from=(?<from>.+))?$")]
    private static partial Regex NewPattern();

    [GeneratedRegex(@"size=(\d+[GM])")]
    private static partial Regex SizePattern();
}
