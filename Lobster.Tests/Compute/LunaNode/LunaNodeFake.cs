using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>
/// Luna Node's dynamic API as its notes describe it, over time. It verifies each signature, takes each only once and only now, and refuses with status 200.
/// </summary>
public sealed class LunaNodeFake : FakeApi
{
    public const string ApiId = "abcdefgh12345678";
    public const string Password = "s3cret-once";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);
    private static readonly LunaNodeFakePlan[] Plans = [new("1", "1", "512", "15", "0.005"), new("m.2", "2", "1024", "20", "0.0072")];

    private readonly TimeProvider time;
    private readonly HashSet<string> signatures = [];
    private readonly Dictionary<string, LunaNodeFakeVm> machines = [];
    private readonly Dictionary<string, (JsonObject Image, DateTimeOffset Made)> images = [];
    private readonly Dictionary<string, string> keys = [];
    private readonly Dictionary<string, string> scripts = [];
    private readonly Dictionary<string, string> reverse = [];
    private int made;

    public LunaNodeFake(TimeProvider time)
    {
        this.time = Clock = time;
        AddImage("26", "Debian 12 64-bit (template)");
        AddImage("28", "Ubuntu 24.04 64-bit (template)");
        AddImage("27", "Debian 12 64-bit (ISO)");
        MachineRoutes();
        AddressRoutes();
        ImageRoutes();
        On("region/list", _ => Yes(new() { ["regions"] = new JsonObject { ["toronto"] = "Toronto, Canada", ["roubaix"] = "Roubaix, France" } }));
        On("plan/list", _ => Yes(new() { ["plans"] = new JsonArray([.. Plans.Select(Shown)]) }));
        On("sshkey/list", _ => Yes(new() { ["keys"] = new JsonArray([.. keys.Select(k => (JsonNode)new JsonObject { ["key_id"] = k.Key, ["label"] = k.Value })]) }));
        On("sshkey/add", p => Yes(new() { ["key_id"] = Add(keys, p["label"]) }));
        On("sshkey/remove", p => keys.Remove(p["key_id"]) ? Yes() : No("invalid key"));
        On("script/list", _ => Yes(new() { ["scripts"] = new JsonArray([.. scripts.Select(s => (JsonNode)new JsonObject { ["id"] = s.Key, ["name"] = s.Value })]) }));
        On("script/create", p => Yes(new() { ["script_id"] = Add(scripts, p["name"]) }));
        On("script/delete", p => scripts.Remove(p["script_id"]) ? Yes() : No("invalid script"));
    }

    /// <summary>The key: 128 characters.</summary>
    public static string ApiKey { get; } = string.Concat(Enumerable.Repeat("0123456789abcdef", 8));

    /// <summary>The clock by which signatures are judged, which must be that of whoever signs.</summary>
    public TimeProvider Clock { get; set; }

    /// <summary>The keys and scripts of the account, which ought to be none when nothing goes on.</summary>
    public int PartCount => keys.Count + scripts.Count;

    /// <summary>The parameters of the newest call of an action.</summary>
    public Dictionary<string, Dictionary<string, string>> Last { get; } = [];

    /// <summary>Begins a billing period.</summary>
    public void BeginPeriod()
    {
        foreach (var vm in machines.Values) vm.CountsSince = Now;
    }

    /// <summary>Adds a machine that somebody made by hand; its id.</summary>
    public string AddForeign(string hostname, string region = "toronto") => Add(hostname, Plans[0], region).Id;

    private DateTimeOffset Now => time.GetUtcNow();

    private void MachineRoutes()
    {
        On("vm/create", Create);
        On("vm/list", _ => Yes(new() { ["vms"] = new JsonArray([.. Living().Select(m => (JsonNode)m.Record())]) }));
        On("vm/info", p => With(p, m => Yes(new() { ["info"] = m.Info(Now), ["extra"] = m.Record() })));
        On("vm/delete", p => Do(p, m => m.Begin("Deleting", Now, 5)));
        On("vm/start", p => Do(p, m => m.Begin("Powering on", Now, 5, "Online")));
        On("vm/stop", p => Do(p, m => m.Begin("Powering off", Now, 5, "Offline")));
        On("vm/reboot", p => Do(p, m => m.Begin("REBOOT", Now, 8)));
        On("vm/reimage", p => images.ContainsKey(p["image_id"]) ? Do(p, m => m.Begin("REBUILD", Now, 45)) : No("invalid image selection"));
        On("vm/resize", p => Array.Find(Plans, x => x.Id == p["plan_id"]) is { } plan ? Do(p, m => m.Begin("RESIZE", Now, 60, larger: plan)) : No("invalid plan selection"));
        On("vm/vnc", p => With(p, _ => Yes(new() { ["vnc_url"] = $"https://toronto-ctrl.example.com:6080/vnc_auto.html?token={Guid.NewGuid()}" })));
        On("vm/snapshot", p => With(p, _ => Yes(new() { ["image_id"] = MakeImage(p["name"]) })));
    }

    private void AddressRoutes()
    {
        On("vm/floatingip-add", p => With(p, m => Added(m.MorePublic, $"198.51.100.{++made}")));
        On("vm/floatingip-delete", p => With(p, m => m.MorePublic.Remove(p["ip"]) ? Yes() : No("invalid ip")));
        On("vm/ip-add", p => With(p, m => Added(m.MorePrivate, $"10.9.0.{++made}")));
        On("vm/ip-delete", p => With(p, m => m.MorePrivate.Remove(p["ip"]) ? Yes() : No("invalid ip")));
        On("floating/list", _ => Yes(new() { ["ips"] = new JsonArray([.. Living().SelectMany(m => m.MorePublic.Prepend(m.Main)).Select(Floating)]) }));
        On("dns/set", p =>
        {
            reverse[p["ip"]] = p["hostname"];
            return Yes();
        });
    }

    private void ImageRoutes()
    {
        On("image/list", _ => Yes(new() { ["images"] = new JsonArray([.. images.Keys.Select(id => (JsonNode)Shown(id))]) }));
        On("image/details", p => images.ContainsKey(p["image_id"]) ? Yes(new() { ["details"] = Shown(p["image_id"]) }) : No("invalid image"));
        On("image/delete", p => images.Remove(p["image_id"]) ? Yes() : No("invalid image"));
        On("image/fetch", p => p["format"] is "qcow2" or "iso" && p["region"] == "toronto" ? Yes(new() { ["image_id"] = MakeImage(p["name"]) }) : No("invalid region"));
    }

    private void On(string handler, Func<Dictionary<string, string>, Answer> act) => On(HttpMethod.Post, $"/api/{handler}/", call =>
    {
        if (Read(call.Text, handler + "/") is not { } parameters)
            return No("authentication failure; common reasons: bad nonce (computer time off), source IP mismatch, invalid API id/key");
        Last[handler] = parameters;
        return act(parameters);
    });

    // The parameters of a call that is signed well, now, and for the first time.
    private Dictionary<string, string>? Read(string body, string handler)
    {
        var form = HttpUtility.ParseQueryString(body);
        var (raw, nonce, signature) = (form["req"] ?? "", form["nonce"] ?? "", form["signature"] ?? "");
        var wanted = Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.ASCII.GetBytes(ApiKey), Encoding.UTF8.GetBytes($"{handler}|{raw}|{nonce}")));
        if (signature != wanted || !long.TryParse(nonce, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        if ((Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance || !signatures.Add(signature)) return null;
        var all = JsonNode.Parse(raw)!.AsObject().ToDictionary(p => p.Key, p => p.Value!.GetValue<string>());
        return all.Remove("api_id", out var id) && id == ApiId && all.Remove("api_partialkey", out var part) && part == ApiKey[..64] ? all : null;
    }

    private Answer Create(Dictionary<string, string> p)
    {
        if (!p.TryGetValue("hostname", out var hostname) || !p.TryGetValue("plan_id", out var planId) || !p.TryGetValue("image_id", out var imageId))
            return No("hostname, plan_id, and/or image_id not set");
        if (Array.Find(Plans, x => x.Id == planId) is not { } plan) return No("invalid plan selection");
        if (!images.ContainsKey(imageId)) return No("invalid image selection");
        if (p.GetValueOrDefault("region") != "toronto") return No("invalid region");
        if (!Ids(p, "key_id").All(keys.ContainsKey) || !Ids(p, "scripts").All(scripts.ContainsKey)) return No("invalid key or script");
        return Yes(new() { ["vm_id"] = Add(hostname, plan, "toronto").Id });
    }

    private LunaNodeFakeVm Add(string hostname, LunaNodeFakePlan plan, string region)
    {
        var vm = new LunaNodeFakeVm(machines.Count, hostname, plan, region, Now);
        machines.Add(vm.Id, vm);
        return vm;
    }

    private List<LunaNodeFakeVm> Living()
    {
        foreach (var vm in machines.Values) vm.Doing(Now);
        return [.. machines.Values.Where(m => !m.IsGone)];
    }

    private Answer With(Dictionary<string, string> p, Func<LunaNodeFakeVm, Answer> act)
    {
        if (!machines.TryGetValue(p["vm_id"], out var vm)) return No("invalid vm");
        vm.Doing(Now);
        return vm.IsGone ? No("invalid vm") : act(vm);
    }

    private Answer Do(Dictionary<string, string> p, Action<LunaNodeFakeVm> begin) => With(p, vm =>
    {
        if (vm.Doing(Now) is { } doing and not "BUILD") return No($"Cannot do that while it is in task_state {doing}");
        begin(vm);
        return Yes();
    });

    private static Answer Added(List<string> addresses, string address)
    {
        addresses.Add(address);
        return Yes();
    }

    private JsonNode Floating(string address) => new JsonObject { ["ip"] = address, ["hostname"] = $"{(reverse.GetValueOrDefault(address) is { Length: > 0 } name ? name : $"{address}.rdns.example.com")}." };

    private void AddImage(string id, string name) => images[id] = (new JsonObject { ["image_id"] = id, ["name"] = name, ["region"] = "toronto" }, DateTimeOffset.MinValue);

    private string MakeImage(string name)
    {
        var id = (3_236 + ++made).ToString(CultureInfo.InvariantCulture);
        images[id] = (new JsonObject { ["image_id"] = id, ["name"] = name, ["region"] = "toronto" }, Now);
        return id;
    }

    private JsonObject Shown(string id)
    {
        var (image, began) = images[id];
        var age = Now - began;
        var shown = image.DeepClone().AsObject();
        shown["status"] = age < TimeSpan.FromSeconds(20) ? "queued" : age < TimeSpan.FromSeconds(80) ? "saving" : "active";
        shown["size"] = age < TimeSpan.FromSeconds(80) ? "0" : "1376583680";
        shown["metadata"] = age < TimeSpan.FromSeconds(20) ? new JsonArray() : "";
        return shown;
    }

    private static JsonNode Shown(LunaNodeFakePlan p) => new JsonObject
    {
        ["plan_id"] = p.Id, ["name"] = $"{p.Ram} MB", ["ram"] = p.Ram, ["vcpu"] = p.Cpus, ["storage"] = p.Disk, ["bandwidth"] = "1000", ["price"] = p.Price, ["metadata"] = "",
    };

    private string Add(Dictionary<string, string> parts, string name)
    {
        var id = (++made).ToString(CultureInfo.InvariantCulture);
        parts.Add(id, name);
        return id;
    }

    private static string[] Ids(Dictionary<string, string> p, string name) => p.GetValueOrDefault(name, "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Answer Yes(JsonObject? body = null)
    {
        body ??= [];
        body["success"] = "yes";
        return Answer.Of(HttpStatusCode.OK, body);
    }

    private static Answer No(string why) => Answer.Of(HttpStatusCode.OK, new JsonObject { ["success"] = "no", ["error"] = why });
}
