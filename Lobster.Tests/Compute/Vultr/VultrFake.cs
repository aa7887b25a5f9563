using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Vultr;

/// <summary>Vultr's API as its notes describe it, over time: machines that install, halt and grow, snapshots that take minutes, days of traffic.</summary>
public sealed class VultrFake : FakeApi
{
    public const string Key = "VULTR-TEST-KEY";
    private static readonly Dictionary<string, (int Cpus, int Ram, int Disk, decimal Month)> Plans = new()
    {
        ["vc2-1c-1gb"] = (1, 1024, 25, 5), ["vc2-2c-4gb"] = (2, 4096, 80, 20), ["vc2-4c-8gb"] = (4, 8192, 160, 40),
    };

    private readonly TimeProvider time;
    private readonly Dictionary<string, Machine> machines = [];
    private readonly Dictionary<string, JsonObject> snapshots = [];
    private readonly Dictionary<string, JsonObject> keys = [];

    public VultrFake(TimeProvider time)
    {
        this.time = time;
        On(HttpMethod.Get, "/v2/account", _ => Ok(new() { ["account"] = new JsonObject { ["name"] = "Test", ["email"] = "ops@example.com", ["balance"] = -50.5 } }));
        On(HttpMethod.Get, "/v2/plans", _ => Ok(new() { ["plans"] = new JsonArray([.. Plans.Select(Plan)]), ["meta"] = Meta("") }));
        On(HttpMethod.Get, "/v2/regions/{id}/availability", _ => Ok(new() { ["available_plans"] = new JsonArray([.. Plans.Keys.Select(p => (JsonNode)p)]) }));
        On(HttpMethod.Get, "/v2/os", _ => Ok(new() { ["os"] = new JsonArray(Os(2136, "Debian 12 x64"), Os(2284, "Ubuntu 24.04 LTS x64"), Os(159, "Custom")), ["meta"] = Meta("") }));
        On(HttpMethod.Get, "/v2/iso", _ => Ok(new() { ["isos"] = new JsonArray(), ["meta"] = Meta("") }));
        On(HttpMethod.Get, "/v2/ssh-keys", _ => Ok(new() { ["ssh_keys"] = new JsonArray([.. keys.Values.Select(k => k.DeepClone())]), ["meta"] = Meta("") }));
        On(HttpMethod.Post, "/v2/ssh-keys", AddKey);
        On(HttpMethod.Delete, "/v2/ssh-keys/{id}", c => keys.Remove(c.Id) ? new Answer(HttpStatusCode.NoContent) : Missing());
        MachineRoutes();
        AddressRoutes();
        On(HttpMethod.Get, "/v2/snapshots", _ => Ok(new() { ["snapshots"] = new JsonArray([.. snapshots.Values.Select(Shown)]), ["meta"] = Meta("") }));
        On(HttpMethod.Post, "/v2/snapshots", c => With(c.Body["instance_id"]!.GetValue<string>(), m => m.IsBusy ? Locked() : Snapshot(c.Body["description"]!)));
        On(HttpMethod.Post, "/v2/snapshots/create-from-url", c => Snapshot(c.Body["description"]!, HttpStatusCode.Accepted));
        On(HttpMethod.Get, "/v2/snapshots/{id}", c => snapshots.TryGetValue(c.Id, out var s) ? Ok(new() { ["snapshot"] = Shown(s) }) : Missing());
        On(HttpMethod.Delete, "/v2/snapshots/{id}", c => snapshots.Remove(c.Id) ? new Answer(HttpStatusCode.NoContent) : Missing());
    }

    /// <summary>The keys of the account, which ought to be none when nothing goes on.</summary>
    public int KeyCount => keys.Count;

    protected override Answer? Guard(HttpRequestMessage request) => request.Headers.Authorization is { Scheme: "Bearer", Parameter: Key }
        ? null
        : new Answer(HttpStatusCode.Unauthorized, """{"error":"Invalid API token.","status":401}""");

    private DateTimeOffset Now => time.GetUtcNow();

    private void MachineRoutes()
    {
        On(HttpMethod.Post, "/v2/instances", Create);
        On(HttpMethod.Get, "/v2/instances", List);
        On(HttpMethod.Get, "/v2/instances/{id}", c => With(c.Id, m => Ok(new() { ["instance"] = m.Shown(Now) })));
        On(HttpMethod.Delete, "/v2/instances/{id}", c => With(c.Id, m => m.IsBusy ? Locked() : machines.Remove(c.Id) ? new Answer(HttpStatusCode.NoContent) : Missing()));
        On(HttpMethod.Patch, "/v2/instances/{id}", c => With(c.Id, m => Patch(m, c.Body)));
        On(HttpMethod.Post, "/v2/instances/{id}/start", c => Power(c, "running"));
        On(HttpMethod.Post, "/v2/instances/{id}/halt", c => Power(c, "stopped"));
        On(HttpMethod.Post, "/v2/instances/{id}/reboot", c => Power(c, "running"));
        On(HttpMethod.Post, "/v2/instances/{id}/reinstall", c => With(c.Id, m => Install(m, m.OsId)));
        On(HttpMethod.Post, "/v2/instances/{id}/restore", c => With(c.Id, m => snapshots.ContainsKey(c.Body["snapshot_id"]!.GetValue<string>()) ? Install(m, m.OsId) : Missing()));
        On(HttpMethod.Get, "/v2/instances/{id}/upgrades", c => With(c.Id, m => Ok(new() { ["upgrades"] = new JsonObject { ["plans"] = Larger(m) } })));
        On(HttpMethod.Get, "/v2/instances/{id}/bandwidth", c => With(c.Id, m => Ok(new() { ["bandwidth"] = m.Traffic(Now) })));
    }

    private void AddressRoutes()
    {
        On(HttpMethod.Get, "/v2/instances/{id}/ipv4", c => With(c.Id, m => Ok(new() { ["ipv4s"] = m.Ipv4(), ["meta"] = Meta("") })));
        On(HttpMethod.Get, "/v2/instances/{id}/ipv6", c => With(c.Id, m => Ok(new() { ["ipv6s"] = m.Ipv6(), ["meta"] = Meta("") })));
        On(HttpMethod.Get, "/v2/instances/{id}/ipv6/reverse", c => With(c.Id, m => Ok(new() { ["reverse_ipv6s"] = m.Reverse6() })));
        On(HttpMethod.Post, "/v2/instances/{id}/ipv4", c => With(c.Id, m => c.Body["reboot"]?.GetValue<bool>() != false
            ? Refused("This would restart the machine.")
            : Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["ipv4"] = m.AddIpv4() })));
        On(HttpMethod.Delete, "/v2/instances/{id}/ipv4/{sub}", c => With(c.Id, m => m.Secondary.Remove(c.Sub)
            ? new Answer(HttpStatusCode.NoContent) : new Answer(HttpStatusCode.Forbidden, """{"error":"Unable to remove.","status":403}""")));
        On(HttpMethod.Post, "/v2/instances/{id}/ipv4/reverse", c => With(c.Id, m => m.SetReverse(c.Body["ip"]!.GetValue<string>(), c.Body["reverse"]!.GetValue<string>())));
        On(HttpMethod.Post, "/v2/instances/{id}/ipv4/reverse/default", c => With(c.Id, m => m.SetReverse(c.Body["ip"]!.GetValue<string>(), null)));
        On(HttpMethod.Post, "/v2/instances/{id}/ipv6/reverse", c => With(c.Id, m => m.SetReverse(Short(c.Body["ip"]!.GetValue<string>()), c.Body["reverse"]!.GetValue<string>())));
        On(HttpMethod.Delete, "/v2/instances/{id}/ipv6/reverse/{sub}", c => With(c.Id, m => m.SetReverse(Short(c.Sub), null)));
    }

    private Answer Create(Call call)
    {
        var body = call.Body;
        var plan = body["plan"]?.GetValue<string>() ?? "";
        if (!Plans.TryGetValue(plan, out var size)) return Refused("Invalid plan chosen.");
        if (body["os_id"]?.GetValue<int>() is { } os && os is not (2136 or 2284)) return Refused("Invalid OS ID.");
        if (body["snapshot_id"]?.GetValue<string>() is { } snapshot && !snapshots.ContainsKey(snapshot)) return Refused("Invalid snapshot.");
        if (body["os_id"] is null && body["snapshot_id"] is null && body["iso_id"] is null) return Refused("An image is needed.");
        if (body["sshkey_id"] is JsonArray wanted && wanted.Any(k => !keys.ContainsKey(k!.GetValue<string>()))) return Refused("Invalid SSH key.");
        var machine = new Machine(machines.Count + 1, body, Now) { Plan = plan, Cpus = size.Cpus, Ram = size.Ram, Disk = size.Disk, OsId = body["os_id"]?.GetValue<int>() ?? 0 };
        machines.Add(machine.Id, machine);
        var shown = machine.Shown(Now);
        shown["default_password"] = "s3cret-once";
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["instance"] = shown });
    }

    private Answer List(Call call)
    {
        var (size, at) = (int.Parse(call.Query("per_page") ?? "100", CultureInfo.InvariantCulture), int.Parse(call.Query("cursor") ?? "0", CultureInfo.InvariantCulture));
        var all = machines.Values.Where(m => call.Query("tag") is not { } tag || m.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)).ToList();
        var next = at + size < all.Count ? (at + size).ToString(CultureInfo.InvariantCulture) : "";
        return Ok(new() { ["instances"] = new JsonArray([.. all.Skip(at).Take(size).Select(m => m.Shown(Now))]), ["meta"] = Meta(next) });
    }

    private Answer Patch(Machine machine, JsonObject body)
    {
        if (body["label"]?.GetValue<string>() is { } label) machine.Label = label;
        if (body["os_id"]?.GetValue<int>() is { } os) return os is 2136 or 2284 ? Install(machine, os) : Refused("Invalid OS ID.");
        if (body["plan"]?.GetValue<string>() is { } plan)
        {
            if (machine.IsBusy) return Locked();
            (machine.Plan, machine.Cpus, machine.Ram, machine.Disk) = (plan, Plans[plan].Cpus, Plans[plan].Ram, Plans[plan].Disk);
            (machine.Power, machine.BusyStatus, machine.BusyUntil) = ("running", "resizing", Now + TimeSpan.FromSeconds(60));
        }

        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["instance"] = machine.Shown(Now) });
    }

    private Answer Install(Machine machine, int os)
    {
        if (machine.IsBusy) return Locked();
        (machine.OsId, machine.Power, machine.BusyStatus, machine.BusyUntil) = (os, "running", "active", Now + TimeSpan.FromSeconds(60));
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["instance"] = machine.Shown(Now) });
    }

    private Answer Power(Call call, string power) => With(call.Id, m =>
    {
        if (m.IsBusy) return Locked();
        m.Power = power;
        return new Answer(HttpStatusCode.NoContent);
    });

    private Answer Snapshot(JsonNode description, HttpStatusCode status = HttpStatusCode.Created)
    {
        var id = Guid.NewGuid().ToString();
        snapshots[id] = new JsonObject { ["id"] = id, ["description"] = description.DeepClone(), ["size"] = 0, ["compressed_size"] = 0, ["ready"] = (Now + TimeSpan.FromMinutes(3)).ToUnixTimeSeconds() };
        return Answer.Of(status, new JsonObject { ["snapshot"] = Shown(snapshots[id]) });
    }

    private JsonNode Shown(JsonObject snapshot)
    {
        var isReady = Now.ToUnixTimeSeconds() >= snapshot["ready"]!.GetValue<long>();
        return new JsonObject
        {
            ["id"] = snapshot["id"]!.DeepClone(), ["description"] = snapshot["description"]!.DeepClone(), ["status"] = isReady ? "complete" : "pending",
            ["size"] = isReady ? 26_843_545_600 : 0, ["compressed_size"] = isReady ? 949_678_560 : 0, ["date_created"] = "2026-03-01T00:00:00+00:00",
        };
    }

    private Answer AddKey(Call call)
    {
        var key = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["name"] = call.Body["name"]!.DeepClone(), ["ssh_key"] = call.Body["ssh_key"]!.DeepClone() };
        keys[key["id"]!.GetValue<string>()] = key;
        return Answer.Of(HttpStatusCode.Created, new JsonObject { ["ssh_key"] = key.DeepClone() });
    }

    private Answer With(string id, Func<Machine, Answer> act)
    {
        if (!machines.TryGetValue(id, out var machine)) return Missing();
        machine.Settle(Now);
        return act(machine);
    }

    private static JsonArray Larger(Machine machine) => new([.. Plans.Where(p => p.Value.Disk > machine.Disk).Select(p => (JsonNode)p.Key)]);

    private static JsonNode Plan(KeyValuePair<string, (int Cpus, int Ram, int Disk, decimal Month)> p) => new JsonObject
    {
        ["id"] = p.Key, ["vcpu_count"] = p.Value.Cpus, ["ram"] = p.Value.Ram, ["disk"] = p.Value.Disk, ["bandwidth"] = 1000, ["monthly_cost"] = p.Value.Month, ["hourly_cost"] = 0.007,
    };

    private static JsonObject Os(int id, string name) => new JsonObject { ["id"] = id, ["name"] = name, ["arch"] = "x64", ["family"] = "linux" };

    private static JsonObject Meta(string next) => new JsonObject { ["total"] = 1, ["links"] = new JsonObject { ["next"] = next, ["prev"] = "" } };

    private static string Short(string address) => IPAddress.Parse(address).ToString();

    private static Answer Ok(JsonObject body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing() => new(HttpStatusCode.NotFound, """{"error":"Not found.","status":404}""");

    private static Answer Refused(string why) => Answer.Of(HttpStatusCode.BadRequest, new JsonObject { ["error"] = why, ["status"] = 400 });

    private static Answer Locked() => new(HttpStatusCode.InternalServerError, """{"error":"Unable to process. Server is currently locked","status":500}""");

    private sealed class Machine(int number, JsonObject body, DateTimeOffset made)
    {
        private const long BytesAnHour = 900_000_000;
        private readonly Dictionary<string, string> reverse = [];

        public string Id { get; } = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]).ToString();

        public string Label { get; set; } = body["label"]?.GetValue<string>() ?? "";

        public List<string> Tags { get; } = [.. (body["tags"] as JsonArray ?? []).Select(t => t!.GetValue<string>())];

        public required string Plan { get; set; }

        public required int Cpus { get; set; }

        public required int Ram { get; set; }

        public required int Disk { get; set; }

        public required int OsId { get; set; }

        public string Power { get; set; } = "running";

        public string? BusyStatus { get; set; } = "pending";

        public DateTimeOffset BusyUntil { get; set; } = made + TimeSpan.FromSeconds(55);

        public List<string> Secondary { get; } = [];

        public bool IsBusy => BusyStatus is not null and not "pending";

        private string Main => $"192.0.2.{number % 250 + 1}";

        private string Main6 => $"2001:db8:5:6bb:5400:2ff:fee5:{number:x}";

        public void Settle(DateTimeOffset now)
        {
            if (BusyStatus is not null && now >= BusyUntil) BusyStatus = null;
        }

        public JsonObject Shown(DateTimeOffset now)
        {
            Settle(now);
            var isThere = BusyStatus != "pending";
            return new JsonObject
            {
                ["id"] = Id, ["label"] = Label, ["plan"] = Plan, ["vcpu_count"] = Cpus, ["ram"] = Ram, ["disk"] = Disk, ["os_id"] = OsId, ["region"] = "ewr",
                ["status"] = BusyStatus ?? "active", ["power_status"] = Power, ["server_status"] = BusyStatus is null ? "ok" : "installingbooting",
                ["main_ip"] = isThere ? Main : "0.0.0.0", ["netmask_v4"] = "255.255.254.0", ["gateway_v4"] = "192.0.2.254", ["internal_ip"] = "",
                ["v6_main_ip"] = isThere ? Main6 : "", ["v6_network_size"] = isThere ? 64 : 0, ["kvm"] = isThere ? "https://my.vultr.com/subs/vps/novnc/api.php?data=secret" : "",
                ["date_created"] = made.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), ["tags"] = new JsonArray([.. Tags.Select(t => (JsonNode)t)]), ["user_scheme"] = "root",
            };
        }

        public JsonObject Traffic(DateTimeOffset now)
        {
            var days = new JsonObject();
            for (var day = made.UtcDateTime.Date; day <= now.UtcDateTime.Date; day = day.AddDays(1))
            {
                var from = day > made.UtcDateTime ? day : made.UtcDateTime;
                var until = day.AddDays(1) < now.UtcDateTime ? day.AddDays(1) : now.UtcDateTime;
                var bytes = (long)(until - from).TotalHours * BytesAnHour;
                days[day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] = new JsonObject { ["incoming_bytes"] = bytes / 9, ["outgoing_bytes"] = bytes };
            }

            return days;
        }

        public JsonObject AddIpv4()
        {
            Secondary.Add($"203.0.113.{Secondary.Count + 1}");
            return new JsonObject { ["ip"] = Secondary[^1], ["netmask"] = "255.255.255.255", ["gateway"] = "", ["type"] = "secondary_ip", ["reverse"] = "" };
        }

        public JsonArray Ipv4() => new([.. Secondary.Prepend(Main).Select(a => (JsonNode)new JsonObject
        {
            ["ip"] = a, ["netmask"] = "255.255.254.0", ["gateway"] = "192.0.2.254", ["type"] = a == Main ? "main_ip" : "secondary_ip", ["reverse"] = reverse.GetValueOrDefault(a, ""),
        })]);

        public JsonArray Ipv6() => new(new JsonObject { ["ip"] = Main6, ["network"] = "2001:db8:5:6bb::", ["network_size"] = 64, ["type"] = "main_ip" });

        public JsonArray Reverse6() => new([.. reverse.Where(r => r.Key.Contains(':')).Select(r => (JsonNode)new JsonObject { ["ip"] = r.Key, ["reverse"] = r.Value })]);

        public Answer SetReverse(string address, string? name)
        {
            if (address != Main && address != Short(Main6) && !Secondary.Contains(address)) return Missing();
            if (name is not null && (!name.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(name) != UriHostNameType.Dns)) return Refused("Invalid hostname.");
            if (name is null) reverse.Remove(address);
            else reverse[address] = name;
            return new Answer(HttpStatusCode.NoContent);
        }
    }
}
