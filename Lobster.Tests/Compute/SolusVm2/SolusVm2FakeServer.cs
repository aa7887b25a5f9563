using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>A machine of the fake, and the one task that may hold it.</summary>
internal sealed class SolusVm2FakeServer(long id, string name, string? description, long plan, long os, DateTimeOffset made)
{
    private const long BytesAnHour = 900_000_000;

    public long Id { get; } = id;

    public string Name { get; set; } = name;

    public long Plan { get; set; } = plan;

    public int Disk { get; set; } = SolusVm2Fake.Plans[plan].Disk;

    public long Os { get; set; } = os;

    public string Status { get; set; } = "stopped";

    public bool IsSuspended { get; set; }

    public long Location { get; init; } = 1;

    public JsonArray? Fqdns { get; set; }

    public List<long> Keys { get; init; } = [];

    /// <summary>Addresses by their numbers, the main one first.</summary>
    public SortedDictionary<long, string> Ips { get; } = [];

    /// <summary>When its counters last began anew; null: when it was made.</summary>
    public DateTimeOffset? CountsSince { get; set; }

    /// <summary>The task under way; null: none.</summary>
    public SolusVm2FakeJob? Job { get; private set; }

    public void Begin(SolusVm2FakeJob job) => Job = job;

    public void Settle(DateTimeOffset now)
    {
        if (Job is not { } job || !job.IsOver(now)) return;
        Job = null;
        if (job.Ending is "done" or "done_with_errors") job.Effect();
        else if (job.Action == "vm-create") Status = "not exists";
    }

    public JsonObject Shown(DateTimeOffset now, Func<long, JsonNode?> key)
    {
        var (size, bytes) = (SolusVm2Fake.Plans[Plan], (long)((now - (CountsSince ?? made)).TotalHours * BytesAnHour));
        return new JsonObject
        {
            ["id"] = Id, ["name"] = Name, ["description"] = description, ["virtualization_type"] = "kvm", ["uuid"] = "123e4567-e89b-12d3-a456-426655440000",
            ["specifications"] = new JsonObject { ["disk"] = Disk, ["ram"] = size.RamMb * 1_048_576L, ["vcpu"] = size.Cpus },
            ["status"] = Job is null ? Status : "processing", ["is_processing"] = Job is not null, ["is_suspended"] = IsSuspended,
            ["ips"] = new JsonArray([.. Ips.Select(ip => Shown(ip, withBlock: true))]),
            ["ip_addresses"] = new JsonObject { ["ipv4"] = new JsonArray([.. Ips.Select(ip => Shown(ip, withBlock: false))]), ["ipv6"] = new JsonArray() },
            ["location"] = new JsonObject { ["id"] = Location, ["name"] = "Frankfurt" }, ["fqdns"] = Fqdns?.DeepClone() ?? new JsonArray(), ["boot_mode"] = "disk",
            ["plan"] = new JsonObject { ["id"] = Plan, ["name"] = size.Name, ["params"] = new JsonObject { ["disk"] = size.Disk, ["ram"] = size.RamMb * 1_048_576L, ["vcpu"] = size.Cpus } },
            ["usage"] = new JsonObject { ["cpu"] = 1.5, ["network"] = new JsonObject { ["incoming"] = new JsonObject { ["value"] = bytes / 3 }, ["outgoing"] = new JsonObject { ["value"] = bytes } } },
            ["settings"] = new JsonObject { ["vnc"] = new JsonObject { ["password"] = SolusVm2Fake.VncPassword } },
            ["ssh_keys"] = new JsonArray([.. Keys.Select(key).Where(k => k is not null)]), ["created_at"] = made.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        };
    }

    private JsonObject Shown(KeyValuePair<long, string> ip, bool withBlock)
    {
        var shown = new JsonObject { ["id"] = ip.Key, ["ip"] = ip.Value };
        if (withBlock) shown["ip_block"] = new JsonObject { ["id"] = 1, ["name"] = "pool", ["type"] = "IPv4", ["gateway"] = "192.0.2.254", ["netmask"] = "255.255.255.0" };
        else shown["is_primary"] = ip.Key == Ips.Keys.First();
        return shown;
    }
}
