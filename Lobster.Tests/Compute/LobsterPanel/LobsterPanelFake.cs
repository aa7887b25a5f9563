using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>
/// The original's API as it was recorded, over time. It verifies each signature, takes nonces only in their order, answers reads with 201 and lists without an entry with
/// null, and refuses in a line of plain text.
/// </summary>
public sealed class LobsterPanelFake : FakeApi
{
    public const string ApiId = "lobsterapiid0001";
    public const string Password = "s3cret-once";
    private static readonly (long Id, int Cpu, int Ram, int Disk)[] Plans = [(1, 1, 1024, 20), (2, 2, 2048, 40)];
    private readonly TimeProvider time;
    private readonly Dictionary<long, LobsterPanelFakeVm> machines = [];
    private readonly Dictionary<long, (string Region, string Name, DateTimeOffset Made, bool IsOwn)> images = [];
    private readonly Dictionary<long, string> keys = [];
    private readonly Dictionary<string, string> names = [];
    private long nonce;
    private long made = 100;

    public LobsterPanelFake(TimeProvider time)
    {
        this.time = time;
        AddImage(1, "moon", "Debian 13");
        AddImage(2, "moon", "Ubuntu 24.04");
        AddImage(3, "mars", "Debian 13");
        MachineRoutes();
        AddressRoutes();
        ImageRoutes();
        On(HttpMethod.Get, "/api/plans", _ => Says(HttpStatusCode.OK, new() { ["plans"] = List(Plans.Select(ShownPlan)) }));
        On(HttpMethod.Get, "/api/keys", _ => Says(HttpStatusCode.OK, new() { ["keys"] = List(keys.Select(k => new JsonObject { ["id"] = k.Key, ["name"] = k.Value, ["key"] = "ssh-ed25519 …" })) }));
        On(HttpMethod.Post, "/api/keys", call => Made(keys, call.Body["name"]!.GetValue<string>()));
        On(HttpMethod.Delete, "/api/keys/{id}", call =>
        {
            keys.Remove(Number(call.Id));
            return new Answer(HttpStatusCode.NoContent);
        });
    }

    /// <summary>The key: 128 characters.</summary>
    public static string ApiKey { get; } = string.Concat(Enumerable.Repeat("ahovcjqxelszgnub", 8));

    /// <summary>The keys of the account, which ought to be none when nothing goes on.</summary>
    public int KeyCount => keys.Count;

    /// <summary>The most calls that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Begins a billing period.</summary>
    public void BeginPeriod()
    {
        foreach (var vm in machines.Values) vm.CountsSince = Now;
    }

    /// <summary>Adds a machine that somebody made by hand; its id.</summary>
    public string AddForeign(string name, string region = "moon")
    {
        var id = ++made;
        machines.Add(id, new LobsterPanelFakeVm(id, name, 1, region, Now));
        return Text(id);
    }

    /// <summary>The creation of a machine comes to nothing.</summary>
    public void Fail(string id) => machines[Number(id)].IsFailed = true;

    /// <summary>Another program with the same key has called, and its nonce is ahead of ours by so much.</summary>
    public void Overtake(TimeSpan by) => nonce += by.Ticks * TimeSpan.NanosecondsPerTick;

    protected override Answer? Guard(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues("Authorization", out var told)) return Refused(HttpStatusCode.Unauthorized, "Missing Authorization header");
        if (told.Single().Split(' ') is not ["lobster", var data]) return Refused(HttpStatusCode.BadRequest, "Authorization header must take the form 'lobster authdata'");
        if (data.Split(':') is not [ApiId, var partial, var number, var signature] || partial != ApiKey[..64]) return Refused(HttpStatusCode.Unauthorized, "authentication failure");
        var body = Bodies[Requests.IndexOf(request)];
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)["/api/".Length..];
        var wanted = Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.ASCII.GetBytes(ApiKey), Encoding.UTF8.GetBytes($"{path}|{number}|{body}")));
        var used = long.Parse(number, CultureInfo.InvariantCulture);
        if (signature != wanted || used <= nonce) return Refused(HttpStatusCode.Unauthorized, "authentication failure");
        nonce = used;
        return null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref underWay));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private int underWay;

    private void MachineRoutes()
    {
        On(HttpMethod.Get, "/api/vms", _ => Says(HttpStatusCode.OK, new() { ["vms"] = List(machines.Values.OrderByDescending(m => m.Id).Select(m => m.Record(Now))) }));
        On(HttpMethod.Post, "/api/vms", Create);
        On(HttpMethod.Get, "/api/vms/{id}", call => With(call, m => Says(HttpStatusCode.Created, new() { ["vm"] = m.Record(Now), ["details"] = m.Details(Now) })));
        On(HttpMethod.Delete, "/api/vms/{id}", call => With(call, m => m.IsProvisioning(Now) && !m.IsFailed ? NotReady() : machines.Remove(m.Id) ? new Answer(HttpStatusCode.NoContent) : NoVm()));
        On(HttpMethod.Post, "/api/vms/{id}/action", call => Do(call, m => Act(m, call.Body["action"]!.GetValue<string>(), call.Body["value"]!.GetValue<string>())));
        On(HttpMethod.Post, "/api/vms/{id}/reimage", call => Do(call, m => images.ContainsKey(call.Body["image_id"]!.GetValue<long>()) ? Begun(m, "rebuilding", 45, "Online") : Refused(HttpStatusCode.BadRequest, "specified image does not exist")));
        On(HttpMethod.Post, "/api/vms/{id}/resize", call => Do(call, m =>
        {
            var plan = call.Body["plan_id"]!.GetValue<long>();
            if (Array.TrueForAll(Plans, p => p.Id != plan)) return Refused(HttpStatusCode.BadRequest, "no such plan");
            m.Plan = plan;
            return Begun(m, "resizing", 60, null);
        }));
    }

    private void AddressRoutes()
    {
        On(HttpMethod.Get, "/api/vms/{id}/ips", call => Do(call, m => Says(HttpStatusCode.OK, new()
        {
            ["addresses"] = List(m.More.Prepend(m.Main).Select(ip => new JsonObject { ["ip"] = ip, ["private_ip"] = ip == m.Main ? m.Inner : "", ["can_rdns"] = true, ["hostname"] = names.GetValueOrDefault(ip, "") })),
        })));
        On(HttpMethod.Post, "/api/vms/{id}/ips/add", call => Do(call, m =>
        {
            if (m.More.Count >= 2) return Refused(HttpStatusCode.BadRequest, "this VM already has the maximum of 3 IP addresses");
            m.More.Add($"198.51.100.{++made}");
            return new Answer(HttpStatusCode.OK);
        }));
        On(HttpMethod.Post, "/api/vms/{id}/ips/remove", call => Do(call, m => m.More.Remove(call.Body["ip"]!.GetValue<string>()) ? new Answer(HttpStatusCode.OK) : Refused(HttpStatusCode.BadRequest, "operation not supported")));
        On(HttpMethod.Post, "/api/vms/{id}/ips/{sub}/rdns", call => Do(call, m =>
        {
            names[call.Sub] = call.Body["hostname"]!.GetValue<string>();
            return new Answer(HttpStatusCode.OK);
        }));
    }

    private void ImageRoutes()
    {
        On(HttpMethod.Get, "/api/images", _ => Says(HttpStatusCode.OK, new() { ["images"] = List(images.Keys.Select(Shown)) }));
        On(HttpMethod.Post, "/api/images", call => call.Body["region"]!.GetValue<string>() is "moon" or "mars" && call.Body["format"]!.GetValue<string>() is "iso" or "template"
            ? MadeImage(call.Body["region"]!.GetValue<string>(), call.Body["name"]!.GetValue<string>(), HttpStatusCode.Created)
            : Refused(HttpStatusCode.BadRequest, "Fetch failed: invalid region"));
        On(HttpMethod.Get, "/api/images/{id}", call => images.TryGetValue(Number(call.Id), out var image) && image.IsOwn
            ? Says(HttpStatusCode.Created, new() { ["image"] = Shown(Number(call.Id)), ["details"] = new JsonObject { ["size"] = IsReady(image.Made) ? 1_376_583_680L : 0, ["status"] = IsReady(image.Made) ? "active" : "pending", ["details"] = null } })
            : Refused(HttpStatusCode.NotFound, "No image with that ID"));
        On(HttpMethod.Delete, "/api/images/{id}", call => images.TryGetValue(Number(call.Id), out var image) && image.IsOwn && images.Remove(Number(call.Id))
            ? new Answer(HttpStatusCode.NoContent)
            : Refused(HttpStatusCode.BadRequest, "invalid image ID"));
    }

    private Answer Create(Call call)
    {
        var (name, plan, image, key) = (call.Body["name"]!.GetValue<string>(), call.Body["plan_id"]!.GetValue<long>(), call.Body["image_id"]!.GetValue<long>(), call.Body["key_id"]!.GetValue<long>());
        if (name.Length is 0 or > 64) return Refused(HttpStatusCode.BadRequest, "Create failed: name cannot exceed 64 characters");
        if (!images.TryGetValue(image, out var found)) return Refused(HttpStatusCode.BadRequest, "Create failed: specified image does not exist");
        if (!IsReady(found.Made)) return Refused(HttpStatusCode.BadRequest, "Create failed: specified image is not ready");
        if (Array.TrueForAll(Plans, p => p.Id != plan)) return Refused(HttpStatusCode.BadRequest, "Create failed: no such plan");
        if (key != 0 && !keys.ContainsKey(key)) return Refused(HttpStatusCode.BadRequest, "Create failed: no such key");
        var id = ++made;
        machines.Add(id, new LobsterPanelFakeVm(id, name, plan, found.Region, Now));
        return Says(HttpStatusCode.Created, new() { ["id"] = id });
    }

    private Answer Act(LobsterPanelFakeVm m, string action, string value)
    {
        switch (action)
        {
            case "start":
                return Begun(m, "starting", 5, "Online");
            case "stop":
                return Begun(m, "stopping", 5, "Offline");
            case "reboot":
                return Begun(m, "rebooting", 8, "Online");
            case "tun" when value is "on" or "off":
                return new Answer(HttpStatusCode.OK);
            case "rename":
                m.Name = value;
                return new Answer(HttpStatusCode.OK);
            case "vnc":
                return Says(HttpStatusCode.OK, new() { ["url"] = $"https://panel.example.com/novnc?token={Guid.NewGuid():N}" });
            case "snapshot":
                return MadeImage(m.Region, value, HttpStatusCode.OK);
            default:
                return Refused(HttpStatusCode.BadRequest, "operation not supported");
        }
    }

    private Answer Begun(LobsterPanelFakeVm m, string what, int seconds, string? then)
    {
        m.Begin(what, Now, seconds, then);
        return new Answer(HttpStatusCode.OK);
    }

    private Answer With(Call call, Func<LobsterPanelFakeVm, Answer> act) => machines.TryGetValue(Number(call.Id), out var vm) ? act(vm) : NoVm();

    private Answer Do(Call call, Func<LobsterPanelFakeVm, Answer> act) => With(call, vm => vm.IsProvisioning(Now) || vm.IsFailed ? NotReady() : act(vm));

    private Answer Made(Dictionary<long, string> parts, string name)
    {
        parts.Add(++made, name);
        return Says(HttpStatusCode.Created, new() { ["id"] = made });
    }

    private Answer MadeImage(string region, string name, HttpStatusCode status)
    {
        images.Add(++made, (region, name, Now, true));
        return Says(status, new() { ["id"] = made });
    }

    private void AddImage(long id, string region, string name) => images.Add(id, (region, name, DateTimeOffset.MinValue, false));

    private JsonObject Shown(long id) => new() { ["id"] = id, ["region"] = images[id].Region, ["name"] = images[id].Name, ["status"] = IsReady(images[id].Made) ? "active" : "pending" };

    private static JsonObject ShownPlan((long Id, int Cpu, int Ram, int Disk) p) => new()
    {
        ["id"] = p.Id, ["name"] = $"{p.Ram} MB", ["price"] = 8_900 * p.Id, ["ram"] = p.Ram, ["cpu"] = p.Cpu, ["storage"] = p.Disk, ["bandwidth"] = 1000,
    };

    private bool IsReady(DateTimeOffset began) => Now - began >= TimeSpan.FromSeconds(30);

    private static JsonArray? List(IEnumerable<JsonObject> rows) => rows.ToArray() is { Length: > 0 } some ? new JsonArray([.. some]) : null;

    private static Answer NotReady() => Refused(HttpStatusCode.BadRequest, "VM is not ready yet");

    private static Answer NoVm() => Refused(HttpStatusCode.NotFound, "No virtual machine with that ID");

    private static Answer Refused(HttpStatusCode status, string line) => new(status, line + "\n", "text/plain");

    private static Answer Says(HttpStatusCode status, JsonObject body) => new(status, body.ToJsonString(), "text/plain");

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
