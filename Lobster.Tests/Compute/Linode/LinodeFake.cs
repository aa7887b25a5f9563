using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

/// <summary>
/// Linode's API as its notes describe it, over time: machines whose jobs queue up and are events, filters and pages that are checked, labels that are unique,
/// images that are captured, a month's traffic.
/// </summary>
public sealed partial class LinodeFake : FakeApi
{
    public const string Token = "linode-test-token";
    public const string LishSecret = "lish-session-secret";
    private readonly TimeProvider time;
    private readonly Dictionary<string, LinodeMachine> machines = [];
    private readonly Dictionary<string, (JsonObject Image, DateTimeOffset Ready)> images = [];
    private long lastEvent = 900;
    private long lastId = 120;

    public LinodeFake(TimeProvider time)
    {
        this.time = time;
        On(HttpMethod.Get, "/v4/profile", _ => Ok(new() { ["username"] = "panel", ["restricted"] = IsRestricted }));
        On(HttpMethod.Get, "/v4/account/settings", _ => Ok(new() { ["interfaces_for_new_linodes"] = InterfacesAllowed }));
        On(HttpMethod.Get, "/v4/account/events", Events);
        On(HttpMethod.Get, "/v4/regions/availability", c => Page(c, [Availability("g6-standard-2", true), Availability("g6-standard-4", false)], "region", "plan"));
        On(HttpMethod.Get, "/v4/regions/{id}", c => c.Id == "us-east" ? Ok(new() { ["id"] = c.Id, ["status"] = "ok", ["capabilities"] = new JsonArray("Linodes", "Metadata") }) : Missing());
        On(HttpMethod.Get, "/v4/linode/types", c => Page(c, LinodeFakeType.All.Select(Type)));
        MachineRoutes();
        AddressRoutes();
        ImageRoutes();
    }

    /// <summary>Whether the token's user may not do everything.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>The account's setting.</summary>
    public string InterfacesAllowed { get; set; } = "linode_default_but_legacy_config_allowed";

    /// <summary>The next rebuild or resize fails in the end.</summary>
    public bool NextJobFails { get; set; }

    /// <summary>Every root password that was ever set.</summary>
    public List<string> Passwords { get; } = [];

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>All counters begin anew.</summary>
    public void ResetCounters()
    {
        foreach (var machine in machines.Values) machine.CountedSince = Now;
    }

    /// <summary>An administrator adds a disk by hand.</summary>
    public void AddDisk(string vmId) => machines[vmId].Disks.Add((99, "ext4"));

    /// <summary>Somebody else's removal of a machine.</summary>
    public void Remove(string vmId) => machines.Remove(vmId);

    protected override Answer? Guard(HttpRequestMessage request) =>
        request.Headers.Authorization is { Scheme: "Bearer", Parameter: Token } ? null : new Answer(HttpStatusCode.Unauthorized, """{"errors":[{"reason":"Invalid Token"}]}""");

    private void MachineRoutes()
    {
        const string One = "/v4/linode/instances/{id}";
        On(HttpMethod.Post, "/v4/linode/instances", Create);
        On(HttpMethod.Get, "/v4/linode/instances", c => Page(c, machines.Values.Select(m => m.Shown(Now)), "region", "tags", "label", "id"));
        On(HttpMethod.Get, One, c => With(c.Id, m => Ok(m.Shown(Now))));
        On(HttpMethod.Put, One, c => With(c.Id, m => Relabel(m, c.Body)));
        On(HttpMethod.Delete, One, c => With(c.Id, m => machines.Remove(c.Id) ? Ok([]) : Missing()));
        On(HttpMethod.Post, One + "/boot", c => Idle(c.Id, m => m.StatusAt(Now) == "running" ? Refused("Linode already booted.") : Begin(m, "linode_boot", "booting", 10, "running")));
        On(HttpMethod.Post, One + "/shutdown", c => Idle(c.Id, m => Begin(m, "linode_shutdown", "shutting_down", 10, "offline")));
        On(HttpMethod.Post, One + "/reboot", c => Idle(c.Id, m => Begin(m, "linode_reboot", "rebooting", 10, "running")));
        On(HttpMethod.Post, One + "/rescue", c => Idle(c.Id, m => Holds(m, c.Body["devices"]) ? Begin(m, "linode_reboot", "rebooting", 10, "running") : Refused("Invalid disk.", "devices")));
        On(HttpMethod.Post, One + "/rebuild", c => Idle(c.Id, m => Rebuild(m, c.Body)));
        On(HttpMethod.Post, One + "/resize", c => Idle(c.Id, m => Resize(m, c.Body)));
        On(HttpMethod.Post, One + "/password", c => Idle(c.Id, m => m.StatusAt(Now) != "offline" ? Refused("Linode must be powered off.") : Password(c.Body) ?? Ok([])));
        On(HttpMethod.Post, One + "/lish", c => With(c.Id, m => Ok(Lish(m))));
        On(HttpMethod.Get, One + "/disks", c => With(c.Id, m => Page(c, m.Disks.Select(d => new JsonObject { ["id"] = d.Id, ["filesystem"] = d.Filesystem, ["status"] = "ready", ["size"] = 25_088 }))));
        On(HttpMethod.Get, One + "/transfer/{sub}/(?<month>[0-9]+)", Transfer);
    }

    private void AddressRoutes()
    {
        const string Ips = "/v4/linode/instances/{id}/ips";
        On(HttpMethod.Get, Ips, c => With(c.Id, m => Ok(m.Addresses())));
        On(HttpMethod.Post, Ips, c => With(c.Id, m => AddAddress(m, c.Body["public"]!.GetValue<bool>())));
        On(HttpMethod.Delete, Ips + "/{sub}", c => With(c.Id, m => RemoveAddress(m, c.Sub)));
        On(HttpMethod.Put, "/v4/networking/ips/{id}", c => machines.Values.FirstOrDefault(m => m.Public.Contains(c.Id) || m.Slaac == c.Id) is { } m ? SetName(m, c.Id, c.Body) : Missing());
        On(HttpMethod.Post, "/v4/networking/ipv6/ranges", c => With(c.Body["linode_id"]!.ToJsonString(), m =>
        {
            if (c.Body["prefix_length"]!.GetValue<int>() is not (56 or 64)) return Refused("prefix_length must be 56 or 64", "prefix_length");
            m.Ranges.Add($"2600:3c03:e000:{m.Id:x}::");
            return Ok(new() { ["range"] = m.Ranges[^1] + "/64", ["route_target"] = m.Slaac });
        }));
        On(HttpMethod.Delete, "/v4/networking/ipv6/ranges/{id}", c => machines.Values.Any(m => m.Ranges.Remove(c.Id)) ? Ok([]) : Missing());
    }

    private void ImageRoutes()
    {
        AddImage(new() { ["id"] = "linode/debian12", ["label"] = "Debian 12", ["is_public"] = true, ["size"] = 2500, ["capabilities"] = new JsonArray("cloud-init"), ["tags"] = new JsonArray() }, Now);
        AddImage(new() { ["id"] = "linode/ubuntu24.04", ["label"] = "Ubuntu 24.04 LTS", ["is_public"] = true, ["size"] = 3500, ["capabilities"] = new JsonArray("cloud-init"), ["tags"] = new JsonArray() }, Now);
        AddImage(new() { ["id"] = "linode/slackware15", ["label"] = "Slackware 15", ["is_public"] = true, ["size"] = 6600, ["capabilities"] = new JsonArray(), ["tags"] = new JsonArray() }, Now);
        On(HttpMethod.Get, "/v4/images", c => Page(c, images.Values.Select(Shown), "tags", "label", "is_public"));
        On(HttpMethod.Post, "/v4/images", Capture);
        On(HttpMethod.Get, "/v4/images/{id}", c => images.TryGetValue(c.Id, out var image) ? Ok(Shown(image)) : Missing());
        On(HttpMethod.Delete, "/v4/images/{id}", c => images.Remove(c.Id) ? Ok([]) : Missing());
    }

    private Answer Create(Call call)
    {
        var body = call.Body;
        if (body.FirstOrDefault(p => !Known.Contains(p.Key)) is { Key: { } odd }) return Refused($"{odd} is not expected", odd);
        if (body["region"]?.GetValue<string>() is not ("us-east" or "eu-central")) return Refused("region is not valid", "region");
        if (LinodeFakeType.All.FirstOrDefault(t => t.Id == body["type"]?.GetValue<string>()) is not { } type) return Refused("A valid plan type by that ID was not found", "type");
        if (Label(body, null) is { } bad) return bad;
        if (Image(body) is { } unknown) return unknown;
        if (Password(body) is { } weak) return weak;
        if (InterfacesAllowed == "linode_only" && body["interface_generation"]?.GetValue<string>() == "legacy_config") return Refused("legacy_config is not allowed.", "interface_generation");
        var machine = new LinodeMachine(++lastId, body, Now) { Type = type, Image = body["image"]!.GetValue<string>() };
        Begin(machine, "linode_create", "provisioning", 30, "offline");
        if (body["booted"]?.GetValue<bool>() != false) Begin(machine, "linode_boot", "booting", 15, "running");
        machines.Add(machine.Id.ToString(CultureInfo.InvariantCulture), machine);
        return Ok(machine.Shown(Now));
    }

    private Answer Relabel(LinodeMachine machine, JsonObject body)
    {
        if (Label(body, machine) is { } bad) return bad;
        machine.Label = body["label"]!.GetValue<string>();
        return Ok(machine.Shown(Now));
    }

    private Answer Rebuild(LinodeMachine machine, JsonObject body)
    {
        if (Image(body) is { } unknown) return unknown;
        if (Password(body) is { } weak) return weak;
        var image = body["image"]!.GetValue<string>();
        Begin(machine, "linode_rebuild", "rebuilding", 40, "offline", () =>
        {
            machine.Image = image;
            for (var at = 0; at < machine.Disks.Count; at++) machine.Disks[at] = (machine.Disks[at].Id + 10, machine.Disks[at].Filesystem);
        }, TakeFailure(out var fails));
        if (!fails) Begin(machine, "linode_boot", "booting", 10, "running");
        return Ok(machine.Shown(Now));
    }

    // The status says nothing of it until it is over; then the machine comes back as it was.
    private Answer Resize(LinodeMachine machine, JsonObject body)
    {
        if (LinodeFakeType.All.FirstOrDefault(t => t.Id == body["type"]?.GetValue<string>()) is not { } type) return Refused("type is not valid", "type");
        if (type.Disk < machine.Type.Disk) return Refused("Linode has too much disk space allocated for this plan.");
        var wasRunning = machine.StatusAt(Now) == "running";
        Begin(machine, "linode_resize", null, 60, "offline", () => machine.Type = type, TakeFailure(out var fails));
        if (fails) return Ok([]);
        Begin(machine, "disk_resize", null, 10, "offline");
        if (wasRunning) Begin(machine, "linode_boot", "booting", 10, "running");
        return Ok([]);
    }

    private bool TakeFailure(out bool fails)
    {
        (fails, NextJobFails) = (NextJobFails, false);
        return fails;
    }

    private Answer Transfer(Call call) => With(call.Id, m =>
    {
        var (year, month) = (int.Parse(call.Sub, CultureInfo.InvariantCulture), int.Parse(call.Request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture));
        if (new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero) > Now) return Refused("The month is in the future.", "month");
        var sent = m.SentIn(year, month, Now);
        return Ok(new() { ["bytes_in"] = sent / 9, ["bytes_out"] = sent, ["bytes_total"] = sent + (sent / 9) });
    });

    private Answer Events(Call call)
    {
        var filter = Filter(call)!;
        if ((string?)filter["entity.type"] != "linode" || (string?)filter["+order"] != "desc" || (string?)filter["+order_by"] != "created") return Refused("Cannot filter on that.");
        var jobs = machines.GetValueOrDefault(filter["entity.id"]!.ToJsonString())?.Jobs ?? [];
        return Page(call, jobs.OrderByDescending(j => j.Id).Select(j => j.Event(Now)), "entity.id", "entity.type");
    }

    private static Answer AddAddress(LinodeMachine machine, bool isPublic)
    {
        if (machine.Interfaces == "linode") return Refused("This Linode uses Linode interfaces.");
        if (!isPublic && machine.Private.Count > 0) return Refused("Linode already has a private IPv4 address.");
        var list = isPublic ? machine.Public : machine.Private;
        list.Add(isPublic ? $"198.51.100.{machine.Public.Count + 1}" : $"192.168.{128 + (machine.Id / 250)}.{(machine.Id % 250) + 1}");
        return Answer.Of(HttpStatusCode.OK, machine.Address(list[^1]));
    }

    private static Answer RemoveAddress(LinodeMachine machine, string address)
    {
        if (machine.Interfaces == "linode") return Refused("This Linode uses Linode interfaces.");
        if (machine.Public is [var last] && last == address) return Refused("The last public address cannot be removed.");
        return machine.Public.Remove(address) || machine.Private.Remove(address) ? Ok([]) : Missing();
    }

    private static Answer SetName(LinodeMachine machine, string address, JsonObject body)
    {
        if (!body.ContainsKey("rdns")) return Refused("rdns is required", "rdns");
        if (body["rdns"]?.GetValue<string>() is not { } name) machine.Names.Remove(address);
        else if (!name.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(name) != UriHostNameType.Dns) return Refused("rdns is not a valid name", "rdns");
        else machine.Names[address] = name;
        return Answer.Of(HttpStatusCode.OK, machine.Address(address));
    }

    private Answer Capture(Call call)
    {
        var body = call.Body;
        var disk = body["disk_id"]?.GetValue<long>();
        if (machines.Values.FirstOrDefault(m => m.Disks.Exists(d => d.Id == disk)) is not { } machine) return Missing();
        if (machine.IsBusyAt(Now)) return Busy();
        if (!ImageLabel().IsMatch(body["label"]!.GetValue<string>())) return Refused("Image labels cannot contain special characters.", "label");
        Begin(machine, "disk_imagize", null, 120, null);
        var id = $"private/{++lastId}";
        AddImage(new()
        {
            ["id"] = id, ["label"] = body["label"]!.DeepClone(), ["description"] = body["description"]?.DeepClone(), ["is_public"] = false, ["size"] = 1650,
            ["capabilities"] = body["cloud_init"]?.GetValue<bool>() == true ? new JsonArray("cloud-init") : [], ["tags"] = body["tags"]?.DeepClone() ?? new JsonArray(),
        }, Now + TimeSpan.FromMinutes(2));
        return Ok(Shown(images[id]));
    }

    private void AddImage(JsonObject image, DateTimeOffset ready) => images[image["id"]!.GetValue<string>()] = (image, ready);

    private JsonObject Shown((JsonObject Image, DateTimeOffset Ready) known)
    {
        var image = known.Image.DeepClone().AsObject();
        image["status"] = Now >= known.Ready ? "available" : "creating";
        image["created"] = "2026-02-01T00:00:00";
        if (Now < known.Ready) image["size"] = 0;
        return image;
    }

    private Answer Begin(LinodeMachine machine, string action, string? word, int seconds, string? after, Action? done = null, bool fails = false)
    {
        machine.Do(++lastEvent, action, word, TimeSpan.FromSeconds(seconds), after, Now, done, fails);
        return Ok([]);
    }

    private Answer With(string id, Func<LinodeMachine, Answer> act)
    {
        if (!long.TryParse(id, out _)) return Refused("Not a number.");
        if (!machines.TryGetValue(id, out var machine)) return Missing();
        machine.StatusAt(Now);
        return act(machine);
    }

    private Answer Idle(string id, Func<LinodeMachine, Answer> act) => With(id, m => m.IsBusyAt(Now) ? Busy() : act(m));

    private Answer? Label(JsonObject body, LinodeMachine? own)
    {
        var label = body["label"]?.GetValue<string>() ?? "";
        if (!MachineLabel().IsMatch(label)) return Refused("Label must begin with a letter and consist of letters, digits and single - _ .", "label");
        return machines.Values.Any(m => m != own && string.Equals(m.Label, label, StringComparison.OrdinalIgnoreCase)) ? Refused("Label must be unique among your linodes", "label") : null;
    }

    private Answer? Image(JsonObject body)
    {
        if (!images.TryGetValue(body["image"]?.GetValue<string>() ?? "", out var image) || Now < image.Ready) return Refused("image is not valid", "image");
        return body["metadata"] is not null && !image.Image["capabilities"]!.AsArray().Any(c => (string?)c == "cloud-init") ? Refused("The image does not support metadata.", "metadata") : null;
    }

    private Answer? Password(JsonObject body)
    {
        if (body["root_pass"]?.GetValue<string>() is not { } password) return Refused("root_pass is required", "root_pass");
        if (password.Length is < 7 or > 128 || !password.Any(char.IsDigit) || !password.Any(char.IsUpper) || !password.Any(char.IsLower))
            return Refused("Password does not meet strength requirement", "root_pass");
        Passwords.Add(password);
        return null;
    }

    private static bool Holds(LinodeMachine machine, JsonNode? devices) =>
        devices is JsonObject { Count: > 0 } slots && slots.All(s => machine.Disks.Exists(d => d.Id == s.Value!["disk_id"]!.GetValue<long>()));

    private static JsonObject Lish(LinodeMachine machine) => new()
    {
        ["weblish_url"] = $"wss://us-east.webconsole.example/{machine.Id}/weblish", ["glish_url"] = $"wss://us-east.webconsole.example/{machine.Id}/glish",
        ["monitor_url"] = "wss://us-east.webconsole.example/monitor", ["ws_protocols"] = new JsonArray("binary", LishSecret),
    };

    // Pages and filters are checked as the service does: what it does not know it refuses.
    private static Answer Page(Call call, IEnumerable<JsonNode> all, params string[] filterable)
    {
        var (number, size) = (Number(call, "page", 1), Number(call, "page_size", 100));
        if (size is < 25 or > 500) return Refused("Must be 25-500", "page_size");
        var filter = Filter(call)?.Where(p => p.Key[0] != '+' && !p.Key.StartsWith("entity.", StringComparison.Ordinal)).ToList() ?? [];
        if (filter.Exists(p => !filterable.Contains(p.Key))) return Refused("Cannot filter on that.");
        var found = all.Where(item => filter.TrueForAll(p => Matches(item[p.Key], p.Value))).ToList();
        return Ok(new()
        {
            ["data"] = new JsonArray([.. found.Skip((number - 1) * size).Take(size).Select(n => n.DeepClone())]),
            ["page"] = number, ["pages"] = Math.Max(1, (found.Count + size - 1) / size), ["results"] = found.Count,
        });
    }

    private static bool Matches(JsonNode? held, JsonNode? wanted) => held is JsonArray many ? many.Any(one => JsonNode.DeepEquals(one, wanted)) : JsonNode.DeepEquals(held, wanted);

    private static JsonObject? Filter(Call call) => call.Request.Headers.TryGetValues("X-Filter", out var text) ? JsonNode.Parse(text.Single())!.AsObject() : null;

    private static int Number(Call call, string name, int otherwise) => call.Query(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static JsonNode Type(LinodeFakeType t) => new JsonObject
    {
        ["id"] = t.Id, ["label"] = t.Id, ["vcpus"] = t.Vcpus, ["memory"] = t.Memory, ["disk"] = t.Disk, ["transfer"] = 1000,
        ["price"] = new JsonObject { ["hourly"] = t.Hourly, ["monthly"] = t.Hourly * 672 },
        ["region_prices"] = new JsonArray(new JsonObject { ["id"] = "br-gru", ["hourly"] = t.Hourly * 1.4m, ["monthly"] = t.Hourly * 900 }),
    };

    private static JsonObject Availability(string plan, bool isAvailable) => new JsonObject { ["region"] = "us-east", ["plan"] = plan, ["available"] = isAvailable };

    private static Answer Ok(JsonObject body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing() => new(HttpStatusCode.NotFound, """{"errors":[{"reason":"Not found"}]}""");

    private static Answer Busy() => Refused("Linode busy.");

    private static Answer Refused(string why, string? field = null)
    {
        var error = new JsonObject { ["reason"] = why };
        if (field is not null) error["field"] = field;
        return Answer.Of(HttpStatusCode.BadRequest, new JsonObject { ["errors"] = new JsonArray(error) });
    }

    private static readonly HashSet<string> Known =
    [
        "label", "region", "type", "image", "root_pass", "authorized_keys", "metadata", "private_ip", "tags", "booted", "interface_generation", "backups_enabled", "firewall_id", "swap_size",
        "disk_encryption",
    ];

    [GeneratedRegex(@"^[a-zA-Z](?:(?!--|__|\.\.)[a-zA-Z0-9_.-]){1,62}[a-zA-Z0-9]$")]
    private static partial Regex MachineLabel();

    [GeneratedRegex(@"^[a-zA-Z0-9,.?\-_\s']{1,50}$")]
    private static partial Regex ImageLabel();
}
