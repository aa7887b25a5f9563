using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>A Droplet of the fake, and the one action that may hold it.</summary>
internal sealed class DigitalOceanFakeDroplet(long id, JsonObject body, DateTimeOffset made)
{
    private static readonly Dictionary<string, (int Cpus, int Memory, int Disk)> Sizes = DigitalOceanFake.Sizes;

    public long Id { get; } = id;

    public string Name { get; set; } = (string)body["name"]!;

    public string Region { get; } = (string)body["region"]!;

    public string Size { get; set; } = (string)body["size"]!;

    public int Disk { get; set; } = Sizes[(string)body["size"]!].Disk;

    public required JsonObject Image { get; set; }

    public string Status { get; set; } = "new";

    public List<string> Tags { get; } = [.. (body["tags"] as JsonArray ?? []).Select(t => (string)t!)];

    public DateTimeOffset Made { get; } = made;

    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>The action under way; null: none.</summary>
    public DigitalOceanFakeAction? Pending { get; private set; }

    public void Begin(DigitalOceanFakeAction action) => Pending = action;

    public void Settle(DateTimeOffset now)
    {
        if (Pending is not { } action || !action.IsOver(now)) return;
        Pending = null;
        if (!action.Fails) action.Effect();
    }

    public JsonObject Shown() => new()
    {
        ["id"] = Id, ["name"] = Name, ["memory"] = Sizes[Size].Memory, ["vcpus"] = Sizes[Size].Cpus, ["disk"] = Disk, ["locked"] = Pending is { Type: not "create" }, ["status"] = Status,
        ["created_at"] = Made.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), ["image"] = Image.DeepClone(), ["size_slug"] = Size,
        ["networks"] = Status == "new" ? new JsonObject { ["v4"] = new JsonArray(), ["v6"] = new JsonArray() } : Networks(),
        ["region"] = new JsonObject { ["slug"] = Region, ["name"] = "New York 3", ["available"] = true }, ["tags"] = new JsonArray([.. Tags.Select(t => (JsonNode)t)]),
    };

    private JsonObject Networks() => new()
    {
        ["v4"] = new JsonArray(
            new JsonObject { ["ip_address"] = $"10.128.0.{Id % 250}", ["netmask"] = "255.255.0.0", ["gateway"] = "nil", ["type"] = "private" },
            new JsonObject { ["ip_address"] = $"192.0.2.{Id % 250}", ["netmask"] = "255.255.255.0", ["gateway"] = "192.0.2.254", ["type"] = "public" }),
        ["v6"] = new JsonArray(new JsonObject { ["ip_address"] = $"2001:db8::{Id:x}", ["netmask"] = 64, ["gateway"] = "2001:db8::1", ["type"] = "public" }),
    };
}
