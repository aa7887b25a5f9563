using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Gce;

/// <summary>An instance of <see cref="GceFake"/>.</summary>
internal sealed class GceFakeInstance(string id, JsonObject body, DateTimeOffset created)
{
    internal sealed record Attached(string Disk, string Device, bool IsBoot, bool AutoDelete);

    public string Id { get; } = id;

    public string Name { get; } = (string)body["name"]!;

    public DateTimeOffset CreatedAt { get; } = created;

    public string Status { get; set; } = "PROVISIONING";

    public string Type { get; set; } = GceFake.Last((string)body["machineType"]!);

    public string? NatIp { get; set; }

    public string PrivateIp { get; init; } = "10.128.0.2";

    public string? ReverseName { get; set; }

    public JsonObject Labels { get; set; } = body["labels"]?.DeepClone().AsObject() ?? [];

    public JsonArray Metadata { get; set; } = body["metadata"]?["items"]?.DeepClone().AsArray() ?? [];

    public List<Attached> Disks { get; } = [];

    /// <summary>Changes with whatever it is the fingerprint of.</summary>
    public int LabelVersion { get; set; }

    public int MetadataVersion { get; set; }

    /// <summary>The operation that holds it; null: none does.</summary>
    public GceFakeOperation? Pending { get; set; }

    public JsonObject Shown(Func<string, int> sizeOf) => new()
    {
        ["kind"] = "compute#instance", ["id"] = Id, ["name"] = Name, ["zone"] = GceFake.Link($"zones/{GceFake.Zone}"), ["status"] = Status, ["statusMessage"] = "",
        ["machineType"] = GceFake.Link($"zones/{GceFake.Zone}/machineTypes/{Type}"),
        ["creationTimestamp"] = CreatedAt.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        ["networkInterfaces"] = new JsonArray(new JsonObject
        {
            ["name"] = "nic0", ["network"] = GceFake.Link("global/networks/default"), ["networkIP"] = PrivateIp, ["fingerprint"] = "abcd", ["accessConfigs"] = new JsonArray(Access()),
        }),
        ["disks"] = new JsonArray([.. Disks.Select((d, i) => (JsonNode)new JsonObject
        {
            ["index"] = i, ["boot"] = d.IsBoot, ["autoDelete"] = d.AutoDelete, ["deviceName"] = d.Device, ["type"] = "PERSISTENT", ["mode"] = "READ_WRITE",
            ["diskSizeGb"] = sizeOf(d.Disk).ToString(CultureInfo.InvariantCulture), ["source"] = GceFake.Link($"zones/{GceFake.Zone}/disks/{d.Disk}"),
        })]),
        ["metadata"] = new JsonObject { ["fingerprint"] = $"meta{MetadataVersion}", ["items"] = Metadata.DeepClone() },
        ["labels"] = Labels.DeepClone(), ["labelFingerprint"] = $"label{LabelVersion}",
    };

    private JsonObject Access()
    {
        var access = new JsonObject { ["type"] = "ONE_TO_ONE_NAT", ["name"] = "External NAT", ["networkTier"] = "PREMIUM" };
        if (NatIp is not null) access["natIP"] = NatIp;
        if (ReverseName is not null) access["publicPtrDomainName"] = ReverseName;
        return access;
    }
}
