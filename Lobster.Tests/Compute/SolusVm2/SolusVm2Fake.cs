using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>
/// A SolusVM 2 master as its notes describe it, over time: tasks that hold a machine, guests that do not shut down, keys that it has once, pages of fifteen. Whoever does not ask for JSON is
/// redirected. What it says of a busy machine is made up, since nobody tells it.
/// </summary>
public sealed partial class SolusVm2Fake : FakeApi
{
    public const string Token = "eyJ0eXAi-TEST";
    public const string VncPassword = "s3cret-of-the-screen";
    public const int PageSize = 15;

    internal static readonly Dictionary<long, (string Name, int Cpus, int RamMb, int Disk, string Type)> Plans = new()
    {
        [3] = ("2 GB", 2, 2048, 20, "kvm"), [4] = ("4 GB", 4, 4096, 40, "kvm"), [5] = ("Memory", 2, 8192, 20, "kvm"), [6] = ("Container", 1, 512, 10, "vz"),
    };

    private static readonly Dictionary<string, int> Seconds = new()
    {
        ["vm-create"] = 40, ["vm-delete"] = 8, ["vm-start"] = 5, ["vm-stop"] = 12, ["vm-kill"] = 4, ["vm-restart"] = 8, ["vm-reinstall"] = 45, ["vm-resize"] = 20, ["vm-update"] = 3,
    };

    private readonly TimeProvider time;
    private readonly SortedDictionary<long, SolusVm2FakeServer> servers = [];
    private readonly Dictionary<long, SolusVm2FakeJob> jobs = [];
    private readonly SortedDictionary<long, (string Name, string Body, long? User)> keys = [];
    private long lastId = 100;

    public SolusVm2Fake(TimeProvider time)
    {
        this.time = time;
        ServerRoutes();
        ChangeRoutes();
        CatalogueRoutes();
        On(HttpMethod.Get, "/api/v1/tasks/{id}", c => jobs.TryGetValue(Number(c.Id), out var job) ? Ok(job.Shown(Now)) : Missing());
    }

    /// <summary>Guests that hear a shutdown and do nothing.</summary>
    public bool GuestsAreDeaf { get; set; }

    /// <summary>The status in which a resize leaves a machine; null: the one that it had.</summary>
    public string? ResizeLeaves { get; set; }

    /// <summary>How tasks end, by their action; "done" where nothing is said.</summary>
    public Dictionary<string, string> Endings { get; } = [];

    /// <summary>The keys that it has, by name.</summary>
    public IReadOnlyList<string> Keys => [.. keys.Values.Select(k => k.Name)];

    /// <summary>The actions of all tasks, oldest first.</summary>
    public IReadOnlyList<string> Actions => [.. jobs.OrderBy(j => j.Key).Select(j => j.Value.Action)];

    /// <summary>The body of the last request of a method whose path ends so.</summary>
    public JsonObject Last(HttpMethod method, string ending)
    {
        var at = Requests.FindLastIndex(r => r.Method == method && r.RequestUri!.AbsolutePath.EndsWith(ending, StringComparison.Ordinal));
        return JsonNode.Parse(Bodies[at])!.AsObject();
    }

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A key that somebody else put there.</summary>
    public void AddKey(string name, string body) => keys[++lastId] = (name, body, null);

    /// <summary>Machines that nobody here has made.</summary>
    public void AddForeign(int count, long location = 1)
    {
        for (var i = 0; i < count; i++) servers[++lastId] = new SolusVm2FakeServer(lastId, $"vm{lastId}.example.com", null, 3, 51, Now) { Status = "started", Location = location };
    }

    /// <summary>Its operator holds it.</summary>
    public void Suspend(string id) => (servers[Number(id)].IsSuspended, servers[Number(id)].Status) = (true, "stopped");

    /// <summary>Its server is not reached, or whatever it is told to be.</summary>
    public void SetStatus(string id, string status) => servers[Number(id)].Status = status;

    /// <summary>The period of every plan begins anew.</summary>
    public void BeginPeriod()
    {
        foreach (var server in servers.Values) server.CountsSince = Now;
    }

    /// <summary>It forgets its tasks, as a master does in time.</summary>
    public void ForgetTasks() => jobs.Clear();

    protected override Answer? Guard(HttpRequestMessage request)
    {
        if (!request.Headers.Accept.Any(a => a.MediaType == "application/json")) return new Answer(HttpStatusCode.Found, "<html>", "text/html");
        return request.Headers.Authorization is { Scheme: "Bearer", Parameter: Token } ? null : Answer.Of(HttpStatusCode.Unauthorized, new JsonObject { ["message"] = "Unauthenticated." });
    }

    private void ServerRoutes()
    {
        On(HttpMethod.Get, "/api/v1/servers", c => Page(c, Live().Select(Shown)));
        On(HttpMethod.Post, "/api/v1/servers", Create);
        On(HttpMethod.Get, "/api/v1/servers/{id}", c => With(c, s => Ok(Shown(s))));
        On(HttpMethod.Patch, "/api/v1/servers/{id}", c => With(c, s =>
        {
            if (c.Body["fqdns"] is JsonArray names && names.Any(n => !((string)n!).Contains('.', StringComparison.Ordinal))) return Refused("fqdns.0", "The fqdns.0 format is invalid.");
            (s.Name, s.Fqdns) = ((string?)c.Body["name"] ?? s.Name, c.Body["fqdns"]?.DeepClone().AsArray() ?? s.Fqdns);
            return Ok(Shown(s));
        }));
        // A deletion under way is told again.
        On(HttpMethod.Delete, "/api/v1/servers/{id}", c => With(c, s => s.Job switch
        {
            { Action: "vm-delete" } job => Ok(job.Shown(Now)),
            null => Do(s, "vm-delete", () => servers.Remove(s.Id)),
            _ => Busy(),
        }));
    }

    private Answer Create(Call call)
    {
        var body = call.Body;
        if ((string?)body["name"] is not { Length: > 0 } name) return Refused("name", "The name field is required.");
        if ((long?)body["location"] != 1) return Refused("location", "The selected location is invalid.");
        if ((long?)body["plan"] is not { } plan || !Plans.TryGetValue(plan, out var size)) return Refused("plan", "The selected plan is invalid.");
        if ((long?)body["os"] is not { } os || !HasOs(os)) return Refused("os", "The selected os is invalid.");
        var wanted = Numbers(body["ssh_keys"]);
        if (wanted.Any(k => !keys.ContainsKey(k))) return Refused("ssh_keys", "The selected ssh_keys is invalid.");
        var server = new SolusVm2FakeServer(++lastId, name, (string?)body["description"], plan, os, Now) { Keys = wanted, Fqdns = body["fqdns"]?.DeepClone().AsArray() };
        server.Ips[++lastId] = $"192.0.{2 + (lastId / 250)}.{(lastId % 250) + 1}";
        servers.Add(server.Id, server);
        Do(server, "vm-create", () => server.Status = "started");
        return Answer.Of(HttpStatusCode.Created, new JsonObject { ["data"] = Shown(server) });
    }

    private void ChangeRoutes()
    {
        OnFree("start", (s, _) => Do(s, "vm-start", () => s.Status = "started"));
        OnFree("stop", (s, body) => (bool?)body["force"] == true
            ? Do(s, "vm-kill", () => s.Status = "stopped")
            : Do(s, "vm-stop", () => s.Status = GuestsAreDeaf ? s.Status : "stopped", GuestsAreDeaf ? 90 : null));
        OnFree("restart", (s, _) => s.Status == "started" ? Do(s, "vm-restart", () => { }) : Refused("server", "The server is stopped."));
        OnFree("reinstall", (s, body) =>
        {
            if ((long?)body["os"] is not { } os || !HasOs(os)) return Refused("os", "The selected os is invalid.");
            s.Keys.AddRange(Numbers(body["ssh_keys"]));
            return Do(s, "vm-reinstall", () => (s.Os, s.Status) = (os, "started"));
        });
        OnFree("resize", (s, body) =>
        {
            var (plan, keepsDisk) = ((long)body["plan_id"]!, (bool?)body["preserve_disk"] == true);
            if (!Plans.TryGetValue(plan, out var size)) return Refused("plan_id", "The selected plan_id is invalid.");
            if (!keepsDisk && size.Disk < s.Disk) return Refused("plan_id", "The disk of the plan is too small.");
            s.Status = ResizeLeaves ?? s.Status;
            return Do(s, "vm-resize", () => (s.Plan, s.Disk) = (plan, keepsDisk ? s.Disk : size.Disk));
        });
        OnFree("ips", (s, _) => Do(s, "vm-update", () => s.Ips[++lastId] = $"198.51.100.{(lastId % 250) + 1}"));
        On(HttpMethod.Delete, "/api/v1/servers/{id}/ips", c => With(c, s => s.Job is not null ? Busy() : Do(s, "vm-update", () => Numbers(c.Body["ids"]).ForEach(id => s.Ips.Remove(id)))));
        On(HttpMethod.Post, "/api/v1/servers/{id}/vnc_up", c => With(c, s => s is { Status: "started", Job: null }
            ? Answer.Of(HttpStatusCode.OK, new JsonObject { ["url"] = $"cr1.example.com:6080/abcdef{++lastId}" })
            : Refused("server", "The server is not started.")));
    }

    private void OnFree(string verb, Func<SolusVm2FakeServer, JsonObject, Answer> act) =>
        On(HttpMethod.Post, $"/api/v1/servers/{{id}}/{verb}", c => With(c, s => s.Job is null ? act(s, c.Body) : Busy()));

    private Answer Do(SolusVm2FakeServer server, string action, Action effect, int? seconds = null)
    {
        var job = new SolusVm2FakeJob(++lastId, action, Now, Now + TimeSpan.FromSeconds(seconds ?? Seconds[action]), Endings.GetValueOrDefault(action, "done"), effect);
        jobs.Add(job.Id, job);
        server.Begin(job);
        return Ok(job.Shown(Now));
    }

    private JsonObject Shown(SolusVm2FakeServer server) => server.Shown(Now, id => keys.TryGetValue(id, out var key) ? Shown(id, key) : null);

    private static JsonObject Shown(long id, (string Name, string Body, long? User) key) => new() { ["id"] = id, ["name"] = key.Name, ["body"] = key.Body };

    private List<SolusVm2FakeServer> Live()
    {
        foreach (var server in servers.Values.ToList()) server.Settle(Now);
        return [.. servers.Values];
    }

    private Answer With(Call call, Func<SolusVm2FakeServer, Answer> act) => Live().Find(s => s.Id == Number(call.Id)) is { } server ? act(server) : Missing();

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static List<long> Numbers(JsonNode? list) => [.. (list as JsonArray ?? []).Select(n => (long)n!)];

    private static Answer Page(Call call, IEnumerable<JsonNode> all)
    {
        var (items, page) = (all.ToList(), int.Parse(call.Query("page") ?? "1", CultureInfo.InvariantCulture));
        var last = Math.Max(1, (items.Count + PageSize - 1) / PageSize);
        return Answer.Of(HttpStatusCode.OK, new JsonObject
        {
            ["data"] = new JsonArray([.. items.Skip((page - 1) * PageSize).Take(PageSize)]),
            ["links"] = new JsonObject { ["first"] = "https://master.example.com/?page=1", ["prev"] = null, ["next"] = null },
            ["meta"] = new JsonObject { ["current_page"] = page, ["last_page"] = last, ["per_page"] = PageSize, ["total"] = items.Count },
        });
    }

    private static Answer Ok(JsonNode data) => Answer.Of(HttpStatusCode.OK, new JsonObject { ["data"] = data });

    private static Answer Missing() => Answer.Of(HttpStatusCode.NotFound, new JsonObject { ["message"] = "Not found." });

    private static Answer Refused(string field, string why) => Answer.Of(
        HttpStatusCode.UnprocessableEntity, new JsonObject { ["message"] = "The given data was invalid.", ["errors"] = new JsonObject { [field] = new JsonArray(why) } });

    private static Answer Busy() => Answer.Of(HttpStatusCode.UnprocessableEntity, new JsonObject { ["message"] = "The server is processing another task.", ["errors"] = new JsonArray() });
}
