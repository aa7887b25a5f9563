using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>
/// DigitalOcean's API as its notes describe it, over time: actions that hold a Droplet, guests that do not shut down, tags that outlive what they were made
/// for, reserved addresses that stay and cost money, keys that the account has once.
/// </summary>
public sealed partial class DigitalOceanFake : FakeApi
{
    public const string Token = "dop_v1_TEST";

    internal static readonly Dictionary<string, (int Cpus, int Memory, int Disk)> Sizes = new()
    {
        ["s-1vcpu-1gb"] = (1, 1024, 25), ["s-2vcpu-4gb"] = (2, 4096, 80), ["s-4vcpu-8gb"] = (4, 8192, 160),
    };

    private static readonly Dictionary<string, int> Seconds = new()
    {
        ["create"] = 40, ["power_on"] = 6, ["power_off"] = 5, ["shutdown"] = 12, ["reboot"] = 8, ["power_cycle"] = 8, ["rename"] = 2, ["rebuild"] = 45, ["resize"] = 60, ["snapshot"] = 90, ["assign_ip"] = 4,
    };

    private readonly TimeProvider time;
    private readonly Dictionary<long, DigitalOceanFakeDroplet> droplets = [];
    private readonly Dictionary<long, DigitalOceanFakeAction> actions = [];
    private readonly Dictionary<long, JsonObject> images = [];
    private readonly Dictionary<long, (string Name, string PublicKey)> keys = [];
    private readonly Dictionary<string, long?> reserved = [];
    private readonly HashSet<string> tags = [];
    private long lastId = 3_000_000;

    public DigitalOceanFake(TimeProvider time)
    {
        this.time = time;
        AddImage(1201, "12 x64", "debian-12-x64", "available");
        AddImage(2404, "24.04 (LTS) x64", "ubuntu-24-04-x64", "available");
        On(HttpMethod.Get, "/v2/account", _ => Ok("account", new JsonObject { ["email"] = "ops@example.com", ["droplet_limit"] = 25, ["floating_ip_limit"] = 5, ["status"] = "active", ["status_message"] = "" }));
        On(HttpMethod.Get, "/v2/regions", c => Page(c, "regions", [new JsonObject { ["slug"] = "nyc3", ["name"] = "New York 3", ["available"] = true }]));
        On(HttpMethod.Get, "/v2/sizes", c => Page(c, "sizes", Sizes.Select(SizeOf)));
        DropletRoutes();
        ImageRoutes();
        AddressRoutes();
        KeyRoutes();
        TagRoutes();
        On(HttpMethod.Get, "/v2/monitoring/metrics/droplet/bandwidth", Metrics);
    }

    /// <summary>Guests that hear a shutdown and do nothing.</summary>
    public bool GuestsAreDeaf { get; set; }

    /// <summary>The types of actions that end in an error.</summary>
    public HashSet<string> Fails { get; } = [];

    /// <summary>A span of the metrics, in Unix seconds, of which nothing is told.</summary>
    public (long From, long Until) Silence { get; set; }

    /// <summary>The keys of the account by name.</summary>
    public IReadOnlyList<string> Keys => [.. keys.Values.Select(k => k.Name)];

    /// <summary>The addresses that are paid for.</summary>
    public IReadOnlyCollection<string> Reserved => reserved.Keys;

    /// <summary>The tags of the account.</summary>
    public IReadOnlyCollection<string> Tags => tags;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A key that the operator put there.</summary>
    public void AddKey(string name, string publicKey) => keys[++lastId] = (name, publicKey);

    protected override Answer? Guard(HttpRequestMessage request) => request.Headers.Authorization is { Scheme: "Bearer", Parameter: Token }
        ? null
        : Answer.Of(HttpStatusCode.Unauthorized, Said("unauthorized", "Unable to authenticate you"));

    private void DropletRoutes()
    {
        On(HttpMethod.Post, "/v2/droplets", Create);
        On(HttpMethod.Get, "/v2/droplets", c => Page(c, "droplets", c.Query("type") == "gpus" ? [] : Live().Where(d => c.Query("tag_name") is not { } tag || d.Tags.Contains(tag)).Select(d => d.Shown())));
        On(HttpMethod.Get, "/v2/droplets/{id}", c => With(c, d => Ok("droplet", d.Shown())));
        On(HttpMethod.Delete, "/v2/droplets/{id}", c => With(c, d => d.Pending is not null ? Busy() : Delete(d)));
        On(HttpMethod.Post, "/v2/droplets/{id}/actions", c => With(c, d => d.Pending is not null ? Busy() : Act(d, c.Body)));
        On(HttpMethod.Get, "/v2/droplets/{id}/actions", c => With(c, d => Page(c, "actions", actions.Values.Where(a => a.Droplet == d.Id).OrderByDescending(a => a.Id).Select(a => a.Shown(Now)))));
        On(HttpMethod.Get, "/v2/droplets/{id}/actions/{sub}", c => With(c, _ => ActionOf(c.Sub)));
    }

    private Answer Create(Call call)
    {
        var body = call.Body;
        if (!NamePattern().IsMatch((string?)body["name"] ?? "")) return Refused("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
        if (!Sizes.ContainsKey((string?)body["size"] ?? "")) return Refused("You specified an invalid size for Droplet creation.");
        if ((string?)body["region"] != "nyc3") return Refused("You specified an invalid region for Droplet creation.");
        if (ImageOf(body["image"]) is not { } image) return Refused("You specified an invalid image for Droplet creation.");
        if (body["ssh_keys"] is JsonArray wanted && wanted.Any(k => !keys.ContainsKey((long)k!))) return Refused("Invalid key identifiers for Droplet creation.");
        var droplet = new DigitalOceanFakeDroplet(++lastId, body, Now) { Image = image };
        droplets.Add(droplet.Id, droplet);
        tags.UnionWith(droplet.Tags);
        var action = Begin(droplet, "create", () => droplet.Status = "active");
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject
        {
            ["droplet"] = droplet.Shown(), ["links"] = new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["id"] = action.Id, ["rel"] = "create", ["href"] = $"https://api.digitalocean.com/v2/actions/{action.Id}" }) },
        });
    }

    private Answer Delete(DigitalOceanFakeDroplet droplet)
    {
        droplet.GoneAt ??= Now + TimeSpan.FromSeconds(3);
        foreach (var ip in reserved.Where(r => r.Value == droplet.Id).Select(r => r.Key).ToList()) reserved[ip] = null;
        return new Answer(HttpStatusCode.NoContent);
    }

    private Answer Act(DigitalOceanFakeDroplet d, JsonObject body)
    {
        var type = (string)body["type"]!;
        var isOn = d.Status == "active";
        if (type is "shutdown" or "power_off" or "reboot" or "power_cycle" && !isOn) return Refused("Droplet is currently off. Please power it on to run this event.");
        if (type is "resize" or "power_on" && isOn) return Refused("Droplet is currently on. Please power it off to run this event.");
        if (type == "rebuild" && ImageOf(body["image"]) is null) return Refused("The image you specified is invalid.");
        if (type == "rename" && !NamePattern().IsMatch((string)body["name"]!)) return Refused("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
        if (type == "resize" && (!Sizes.TryGetValue((string)body["size"]!, out var size) || size.Disk < d.Disk)) return Refused("This size is not available because it has a smaller disk.");
        if (type == "resize" && (string)body["size"]! == d.Size) return Refused("The Droplet has this size already.");
        return Answer.Of(HttpStatusCode.Created, new JsonObject { ["action"] = Begin(d, type, () => Do(d, type, body)).Shown(Now) });
    }

    private void Do(DigitalOceanFakeDroplet d, string type, JsonObject body)
    {
        switch (type)
        {
            case "shutdown":
                if (!GuestsAreDeaf) d.Status = "off";
                break;
            case "power_off":
                d.Status = "off";
                break;
            case "power_on":
                d.Status = "active";
                break;
            case "rename":
                d.Name = (string)body["name"]!;
                break;
            case "rebuild":
                (d.Image, d.Status) = (ImageOf(body["image"])!, "active");
                break;
            case "resize":
                d.Size = (string)body["size"]!;
                if ((bool)body["disk"]!) d.Disk = Sizes[d.Size].Disk;
                break;
            case "snapshot":
                AddImage(++lastId, (string)body["name"]!, null, "available");
                break;
        }
    }

    private DigitalOceanFakeAction Begin(DigitalOceanFakeDroplet? droplet, string type, Action effect)
    {
        var action = new DigitalOceanFakeAction(++lastId, droplet?.Id, type, Now + TimeSpan.FromSeconds(Seconds[type]), Fails.Contains(type), effect);
        actions.Add(action.Id, action);
        droplet?.Begin(action);
        return action;
    }

    private void ImageRoutes()
    {
        On(HttpMethod.Get, "/v2/images", c => Page(c, "images", images.Values.Where(i => (bool)i["public"]! == (c.Query("private") != "true")).Select(Shown)));
        On(HttpMethod.Post, "/v2/images", c =>
        {
            var id = AddImage(++lastId, (string)c.Body["name"]!, null, "NEW");
            images[id]["ready"] = (Now + TimeSpan.FromMinutes(3)).ToUnixTimeSeconds();
            return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["image"] = Shown(images[id]) });
        });
        On(HttpMethod.Get, "/v2/images/{id}", c => ImageOf(c.Id) is { } image ? Ok("image", Shown(image)) : Missing());
        On(HttpMethod.Delete, "/v2/images/{id}", c => images.Remove(long.Parse(c.Id, CultureInfo.InvariantCulture)) ? new Answer(HttpStatusCode.NoContent) : Missing());
    }

    private long AddImage(long id, string name, string? slug, string status)
    {
        images[id] = new JsonObject
        {
            ["id"] = id, ["name"] = name, ["slug"] = slug, ["public"] = slug is not null, ["distribution"] = slug is null ? "Unknown" : "Debian", ["status"] = status, ["error_message"] = "",
            ["regions"] = status == "NEW" ? new JsonArray() : new JsonArray("nyc3", "sfo3"), ["min_disk_size"] = 15, ["size_gigabytes"] = status == "NEW" ? null : 2.34m, ["created_at"] = "2026-03-01T00:00:00Z",
        };
        return id;
    }

    private JsonNode Shown(JsonObject image)
    {
        var shown = image.DeepClone().AsObject();
        if (image["ready"] is { } ready && Now.ToUnixTimeSeconds() >= (long)ready) (shown["status"], shown["size_gigabytes"], shown["regions"]) = ("available", 1.5m, new JsonArray("nyc3"));
        shown.Remove("ready");
        return shown;
    }

    private JsonObject? ImageOf(JsonNode? id) => ImageOf(id?.ToString() ?? "");

    private JsonObject? ImageOf(string id) => images.Values.FirstOrDefault(i => i["id"]!.ToString() == id || (string?)i["slug"] == id);

    private void AddressRoutes()
    {
        On(HttpMethod.Get, "/v2/reserved_ips", c => Page(c, "reserved_ips", reserved.Select(r => Shown(r.Key, r.Value))));
        On(HttpMethod.Post, "/v2/reserved_ips", c => With((long)c.Body["droplet_id"]!, d =>
        {
            var ip = $"203.0.113.{++lastId % 250}";
            reserved.Add(ip, null);
            var action = Begin(null, "assign_ip", () => { });
            if (!action.Fails) reserved[ip] = d.Id;
            return Answer.Of(HttpStatusCode.Accepted, new JsonObject
            {
                ["reserved_ip"] = Shown(ip, null), ["links"] = new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["id"] = action.Id, ["rel"] = "assign_ip", ["href"] = "" }) },
            });
        }));
        On(HttpMethod.Get, "/v2/reserved_ips/{id}/actions/{sub}", c => reserved.ContainsKey(c.Id) ? ActionOf(c.Sub) : Missing());
        On(HttpMethod.Delete, "/v2/reserved_ips/{id}", c => reserved.Remove(c.Id) ? new Answer(HttpStatusCode.NoContent) : Missing());
    }

    private JsonObject Shown(string ip, long? droplet) => new() { ["ip"] = ip, ["droplet"] = droplet is { } id ? droplets[id].Shown() : null, ["locked"] = false };

    private void KeyRoutes()
    {
        On(HttpMethod.Post, "/v2/account/keys", c =>
        {
            var (name, publicKey) = ((string)c.Body["name"]!, (string)c.Body["public_key"]!);
            if (DigitalOceanKey.Fingerprint(publicKey) is not { } fingerprint) return Refused("Key invalid, key should be of the format `type key [comment]`");
            if (keys.Values.Any(k => DigitalOceanKey.Fingerprint(k.PublicKey) == fingerprint)) return Refused("SSH Key is already in use on your account");
            keys[++lastId] = (name, publicKey);
            return Answer.Of(HttpStatusCode.Created, new JsonObject { ["ssh_key"] = new JsonObject { ["id"] = lastId, ["name"] = name } });
        });
        On(HttpMethod.Get, "/v2/account/keys/{id}", c => keys.FirstOrDefault(k => DigitalOceanKey.Fingerprint(k.Value.PublicKey) == c.Id) is { Key: > 0 } found
            ? Ok("ssh_key", new JsonObject { ["id"] = found.Key, ["name"] = found.Value.Name }) : Missing());
        On(HttpMethod.Delete, "/v2/account/keys/{id}", c => keys.Remove(long.Parse(c.Id, CultureInfo.InvariantCulture)) ? new Answer(HttpStatusCode.NoContent) : Missing());
    }

    private void TagRoutes()
    {
        On(HttpMethod.Post, "/v2/tags", c => tags.Add((string)c.Body["name"]!) ? Answer.Of(HttpStatusCode.Created, new JsonObject { ["tag"] = new JsonObject() }) : Refused("Tag exists."));
        On(HttpMethod.Delete, "/v2/tags/{id}", c =>
        {
            foreach (var droplet in droplets.Values) droplet.Tags.Remove(c.Id);
            return tags.Remove(c.Id) ? new Answer(HttpStatusCode.NoContent) : Missing();
        });
        On(HttpMethod.Post, "/v2/tags/{id}/resources", c => Tagging(c, d => d.Tags.Add(c.Id)));
        On(HttpMethod.Delete, "/v2/tags/{id}/resources", c => Tagging(c, d => d.Tags.Remove(c.Id)));
    }

    private Answer Tagging(Call call, Action<DigitalOceanFakeDroplet> act)
    {
        if (!tags.Contains(call.Id)) return Missing();
        foreach (var resource in call.Body["resources"]!.AsArray()) act(droplets[long.Parse((string)resource!["resource_id"]!, CultureInfo.InvariantCulture)]);
        return new Answer(HttpStatusCode.NoContent);
    }

    // Half a Mbit/s in and two out, every two minutes while the machine was there.
    private Answer Metrics(Call call) => With(long.Parse(call.Query("host_id")!, CultureInfo.InvariantCulture), d =>
    {
        if (call.Query("interface") != "public" || call.Query("direction") is not ("inbound" or "outbound")) return Refused("An interface and a direction are needed.");
        var start = Math.Max(long.Parse(call.Query("start")!, CultureInfo.InvariantCulture), (d.Made.ToUnixTimeSeconds() / 120 * 120) + 120);
        var values = new JsonArray();
        for (var at = start; at <= Math.Min(long.Parse(call.Query("end")!, CultureInfo.InvariantCulture), Now.ToUnixTimeSeconds()); at += 120)
            if (at < Silence.From || at >= Silence.Until) values.Add(new JsonArray(at, call.Query("direction") == "inbound" ? "0.5" : "2.0e0"));
        var series = new JsonObject { ["metric"] = new JsonObject { ["host_id"] = call.Query("host_id") }, ["values"] = values };
        return Answer.Of(HttpStatusCode.OK, new JsonObject { ["status"] = "success", ["data"] = new JsonObject { ["resultType"] = "matrix", ["result"] = values.Count == 0 ? new JsonArray() : new JsonArray(series) } });
    });

    private IEnumerable<DigitalOceanFakeDroplet> Live()
    {
        foreach (var droplet in droplets.Values.Where(d => !(d.GoneAt <= Now)))
        {
            droplet.Settle(Now);
            yield return droplet;
        }
    }

    private Answer With(Call call, Func<DigitalOceanFakeDroplet, Answer> act) =>
        long.TryParse(call.Id, CultureInfo.InvariantCulture, out var id) ? With(id, act) : Refused("The ID you provided is not valid.");

    private Answer With(long id, Func<DigitalOceanFakeDroplet, Answer> act)
    {
        if (!droplets.TryGetValue(id, out var droplet) || droplet.GoneAt <= Now) return Missing();
        droplet.Settle(Now);
        return act(droplet);
    }

    private Answer ActionOf(string id) => actions.TryGetValue(long.Parse(id, CultureInfo.InvariantCulture), out var action) ? Ok("action", action.Shown(Now)) : Missing();

    private static Answer Page(Call call, string name, IEnumerable<JsonNode> all)
    {
        var (size, page) = (int.Parse(call.Query("per_page") ?? "20", CultureInfo.InvariantCulture), int.Parse(call.Query("page") ?? "1", CultureInfo.InvariantCulture));
        if (size > 200) return Refused("per_page must be at most 200.");
        var items = all.ToList();
        var links = new JsonObject();
        if (page * size < items.Count) links["pages"] = new JsonObject { ["next"] = $"https://api.digitalocean.com{call.Request.RequestUri!.AbsolutePath}?page={page + 1}&per_page={size}" };
        return Answer.Of(HttpStatusCode.OK, new JsonObject { [name] = new JsonArray([.. items.Skip((page - 1) * size).Take(size)]), ["links"] = links, ["meta"] = new JsonObject { ["total"] = items.Count } });
    }

    private static JsonNode SizeOf(KeyValuePair<string, (int Cpus, int Memory, int Disk)> s) => new JsonObject
    {
        ["slug"] = s.Key, ["memory"] = s.Value.Memory, ["vcpus"] = s.Value.Cpus, ["disk"] = s.Value.Disk, ["transfer"] = 1.5m, ["price_hourly"] = 0.00743999984115362m,
        ["regions"] = new JsonArray("nyc3", "ams3"), ["available"] = true, ["description"] = "Basic",
    };

    private static Answer Ok(string name, JsonNode body) => Answer.Of(HttpStatusCode.OK, new JsonObject { [name] = body });

    private static JsonObject Said(string id, string message) => new() { ["id"] = id, ["message"] = message, ["request_id"] = "4d9d8375-3c56-4925-a3e7-eb137fed17e9" };

    private static Answer Missing() => Answer.Of(HttpStatusCode.NotFound, Said("not_found", "The resource you requested could not be found."));

    private static Answer Refused(string why) => Answer.Of(HttpStatusCode.UnprocessableEntity, Said("unprocessable_entity", why));

    private static Answer Busy() => Refused("Droplet already has a pending event.");

    [GeneratedRegex(@"^[a-zA-Z0-9]?[a-z0-9A-Z.\-]*[a-z0-9A-Z]$")]
    private static partial Regex NamePattern();
}
