using System.Globalization;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>A server of <see cref="OpenStackFake"/>: what it is, and what goes on with it until when.</summary>
public sealed class OpenStackFakeServer(string id, string name, DateTimeOffset created)
{
    internal sealed record Flavor(string Name, int Cpus, int Ram, int Disk)
    {
        internal JsonObject Shown(string id) => new() { ["id"] = id, ["name"] = Name, ["vcpus"] = Cpus, ["ram"] = Ram, ["disk"] = Disk, ["OS-FLV-DISABLED:disabled"] = false, ["swap"] = "" };
    }

    internal sealed record Port(string Id, string Mac, string Address, DateTimeOffset CreatedAt)
    {
        public string? FloatingAddress { get; set; }
    }

    internal static readonly Dictionary<string, Flavor> Flavors = new()
    {
        ["1"] = new("m1.tiny", 1, 512, 1), ["2"] = new("m1.small", 1, 2048, 20), ["3"] = new("m1.medium", 2, 4096, 40), ["v"] = new("volume | any", 2, 1024, 0),
    };

    private DateTimeOffset due;
    private Action? then;

    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public string Status { get; set; } = "BUILD";

    public string? Task { get; set; }

    public string? Fault { get; set; }

    public DateTimeOffset LaunchedAt { get; set; }

    internal bool IsGone { get; set; }

    /// <summary>Whether the request to build it is still there beside the server.</summary>
    internal bool IsAlsoBuildRequest { get; set; }

    internal string FlavorId { get; set; } = "1";

    internal string? ImageId { get; set; }

    internal JsonArray Tags { get; set; } = [];

    internal List<Port> Ports { get; } = [];

    /// <summary>What it was before a resize, and is again once that is confirmed.</summary>
    internal string? Before { get; set; }

    internal bool IsBusy => Task is not null;

    /// <summary>Something begins that takes some seconds.</summary>
    internal void Begin(string? task, DateTimeOffset until, Action end)
    {
        Task = task;
        due = until;
        then = end;
    }

    /// <summary>What is over by now is over.</summary>
    internal void Settle(DateTimeOffset now)
    {
        if (then is null || now < due) return;
        var end = then;
        (Task, then) = (null, null);
        end();
    }

    internal JsonObject Shown()
    {
        var flavor = Flavors[FlavorId];
        var shown = new JsonObject
        {
            ["id"] = Id, ["name"] = Name, ["status"] = Status, ["OS-EXT-STS:task_state"] = Task, ["created"] = created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["flavor"] = new JsonObject { ["original_name"] = flavor.Name, ["vcpus"] = flavor.Cpus, ["ram"] = flavor.Ram, ["disk"] = flavor.Disk, ["swap"] = 0 },
            ["image"] = ImageId is null ? "" : new JsonObject { ["id"] = ImageId, ["links"] = new JsonArray() }, ["addresses"] = Addresses(), ["tags"] = Tags.DeepClone(),
        };
        if (Fault is not null) shown["fault"] = new JsonObject { ["code"] = 500, ["message"] = Fault };
        return shown;
    }

    private JsonObject Addresses() => Ports.Count == 0 ? [] : new() { ["private"] = new JsonArray([.. Ports.SelectMany(Rows)]) };

    private static IEnumerable<JsonNode> Rows(Port port)
    {
        yield return Row(port.Address, 4, "fixed", port.Mac);
        yield return Row($"fd00:20:30::{port.Mac[^2..]}", 6, "fixed", port.Mac);
        if (port.FloatingAddress is not null) yield return Row(port.FloatingAddress, 4, "floating", port.Mac);
    }

    private static JsonObject Row(string address, int version, string type, string mac) =>
        new() { ["addr"] = address, ["version"] = version, ["OS-EXT-IPS:type"] = type, ["OS-EXT-IPS-MAC:mac_addr"] = mac };
}
