using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>A machine of the fake.</summary>
internal sealed class CloudStackFakeMachine(int number, DateTimeOffset made)
{
    public string Id { get; } = CloudStackFake.Id(1, number);

    public string VolumeId { get; } = CloudStackFake.Id(2, number);

    public string NicId { get; } = CloudStackFake.Id(3, number);

    public required string Name { get; init; }

    public required string DisplayName { get; set; }

    public required string Offering { get; set; }

    public required string Template { get; set; }

    public required bool IsIsolated { get; init; }

    public int Cpus { get; set; }

    public int Ram { get; set; }

    public int DiskGb { get; set; }

    public string State { get; set; } = "Starting";

    public string? KeyPairs { get; init; }

    public string? UserData { get; set; }

    public DateTimeOffset Made { get; } = made;

    /// <summary>When the last of its jobs is over.</summary>
    public DateTimeOffset BusyUntil { get; set; } = made;

    /// <summary>The job at work on it.</summary>
    public string? Job { get; set; }

    public Dictionary<string, string> Tags { get; } = [];

    public Dictionary<string, string> Secondary { get; } = [];

    public (string Id, string Address)? Public { get; set; }

    private string Address => IsIsolated ? $"10.1.{number / 250}.{number % 250 + 1}" : $"198.51.{number / 250 % 250}.{number % 250 + 1}";

    public JsonObject Shown()
    {
        var shown = new JsonObject
        {
            ["id"] = Id, ["name"] = Name, ["displayname"] = DisplayName, ["hostname"] = "hypervisor-7.example.org", ["state"] = State, ["zoneid"] = CloudStackFake.Zone,
            ["created"] = Made.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture), ["serviceofferingid"] = Offering, ["templateid"] = Template,
            ["cpunumber"] = Cpus, ["cpuspeed"] = 1000, ["memory"] = Ram, ["guestosid"] = CloudStackFake.OsType, ["ostypeid"] = CloudStackFake.OsType, ["keypairs"] = KeyPairs ?? "",
            ["networkkbsread"] = 0, ["networkkbswrite"] = 0, ["tags"] = new JsonArray([.. Tags.Select(t => (JsonNode)new JsonObject { ["key"] = t.Key, ["value"] = t.Value })]),
            ["nic"] = new JsonArray(Nic()),
        };
        if (Public is { } outer) (shown["publicip"], shown["publicipid"]) = (outer.Address, outer.Id);
        if (Job is { } job) (shown["jobid"], shown["jobstatus"]) = (job, 0);
        return shown;
    }

    private JsonObject Nic() => new()
    {
        ["id"] = NicId, ["isdefault"] = true, ["type"] = IsIsolated ? "Isolated" : "Shared", ["networkid"] = CloudStackFake.Network, ["ipaddress"] = Address,
        ["netmask"] = "255.255.0.0", ["gateway"] = IsIsolated ? "10.1.255.254" : "198.51.255.254", ["traffictype"] = "Guest",
        ["secondaryip"] = new JsonArray([.. Secondary.Select(s => (JsonNode)new JsonObject { ["id"] = s.Key, ["ipaddress"] = s.Value })]),
    };
}
