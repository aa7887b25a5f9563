using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>
/// A Proxmox VE cluster as its notes describe it, over time: workers that take a while and wait for each other, states that the cluster hears of every ten
/// seconds, failures that are told in the reason phrase, chunks and bodies of deletions that are refused.
/// </summary>
public sealed partial class ProxmoxFake : FakeApi
{
    public const string TokenId = "lobster@pve!panel";
    public const string TokenSecret = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    public const string User = "lobster@pve";
    public const string Password = "correct horse & battery";
    public const string VncTicket = "PVEVNC:6742F0AA::dm5jdGlja2V0";

    public const string TermTicket = "PVEVNC:6742F0AB::dGVybXRpY2tldA+/=";

    private const string Root = "/api2/json";

    private static readonly Dictionary<string, int> Seconds = new()
    {
        ["qmcreate"] = 40, ["qmstart"] = 3, ["qmstop"] = 2, ["qmshutdown"] = 12, ["qmreboot"] = 15, ["qmreset"] = 1, ["qmconfig"] = 40, ["resize"] = 1, ["qmtemplate"] = 2, ["qmdestroy"] = 4,
        ["download"] = 60, ["imgdel"] = 1,
    };

    private readonly TimeProvider time;
    private readonly Dictionary<int, ProxmoxFakeVm> vms = [];
    private readonly Dictionary<string, ProxmoxFakeTask> tasks = [];
    private readonly Dictionary<string, DateTimeOffset> tickets = [];
    private int serial;

    public ProxmoxFake(TimeProvider time)
    {
        this.time = time;
        AddTemplate(9000, "debian-12-cloud");
        AddTemplate(9001, "ubuntu-24-04-cloud");
        AccessRoutes();
        ClusterRoutes();
        MachineRoutes();
        StorageRoutes();
    }

    /// <summary>Releases before 8 tell what is wrong in the reason phrase alone.</summary>
    public bool IsOld { get; set; }

    /// <summary>Guests that hear a shutdown and do nothing.</summary>
    public bool GuestsAreDeaf { get; set; }

    /// <summary>What guests' agents see; null: they do not answer.</summary>
    public JsonArray? Agent { get; set; }

    /// <summary>Machines whose disk is still being written show no tags, as on a real node.</summary>
    public bool HidesNewMachines { get; set; }

    /// <summary>Types of workers that fail, with what they say.</summary>
    public Dictionary<string, string> Fails { get; } = [];

    /// <summary>How often somebody logged in.</summary>
    public int Logins { get; private set; }

    /// <summary>The numbers of all guests but templates of the operator.</summary>
    public IReadOnlyList<int> Machines => [.. vms.Keys.Where(v => v is not (9000 or 9001))];

    /// <summary>The workers so far, oldest first.</summary>
    public IReadOnlyList<string> Workers => [.. tasks.Values.Select(t => t.Type)];

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What a machine's configuration says.</summary>
    public IReadOnlyDictionary<string, string> Config(string vm) => Vm(vm)!.Config;

    /// <summary>Changes what an operator can change.</summary>
    public void Configure(string vm, string key, string value) => Vm(vm)!.Config[key] = value;

    /// <summary>Locks a machine, or frees it.</summary>
    public void Lock(string vm, string? how) => Vm(vm)!.Lock = how;

    /// <summary>What the emulator says of a machine.</summary>
    public void Say(string vm, string qmp) => Vm(vm)!.Qmp = qmp;

    /// <summary>Moves a machine to another node.</summary>
    public void Migrate(string vm, string node) => Vm(vm)!.Node = node;

    /// <summary>All counters begin anew.</summary>
    public void ResetCounters()
    {
        foreach (var vm in vms.Values) vm.Started = Now;
    }

    /// <summary>No ticket is believed any more.</summary>
    public void ForgetTickets() => tickets.Clear();

    /// <summary>Machines that others made.</summary>
    public void AddForeign(int count)
    {
        for (var i = 0; i < count; i++) Add(20_000 + i, $"foreign{i}", isTemplate: false);
    }

    protected override Answer? Guard(HttpRequestMessage request)
    {
        Settle();
        if (request.Headers.TransferEncodingChunked == true || (request.Content is not null && request.Content.Headers.ContentLength is null)) return Said(HttpStatusCode.NotImplemented, "chunked transfer encoding not supported");
        if (request.Method == HttpMethod.Delete && request.Content is not null) return Said(HttpStatusCode.NotImplemented, "Unexpected content for method 'DELETE'");
        if (request.Content is not null && request.Content.Headers.ContentType?.MediaType != "application/x-www-form-urlencoded") return Said(HttpStatusCode.NotImplemented, "unsupported content type");
        if (request.RequestUri!.AbsolutePath == $"{Root}/access/ticket") return null;
        if (request.Headers.TryGetValues("Authorization", out var token)) return token.Single() == $"PVEAPIToken={TokenId}={TokenSecret}" ? null : Said(HttpStatusCode.Unauthorized, "invalid token value!");
        return IsLoggedIn(request) ? null : Said(HttpStatusCode.Unauthorized, "permission denied - invalid PVE ticket");
    }

    private bool IsLoggedIn(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues("Cookie", out var cookies) || cookies.Single() is not { } cookie || !cookie.StartsWith("PVEAuthCookie=", StringComparison.Ordinal)) return false;
        var ticket = Uri.UnescapeDataString(cookie["PVEAuthCookie=".Length..]);
        if (!tickets.TryGetValue(ticket, out var made) || made + TimeSpan.FromHours(2) < Now) return false;
        return request.Method == HttpMethod.Get || (request.Headers.TryGetValues("CSRFPreventionToken", out var csrf) && csrf.Single() == "csrf-" + ticket);
    }

    private void AccessRoutes()
    {
        On(HttpMethod.Get, $"{Root}/version", _ => Data(new JsonObject { ["release"] = "9.2", ["repoid"] = "0123456789abcdef", ["version"] = "9.2.3" }));
        On(HttpMethod.Post, $"{Root}/access/ticket", c =>
        {
            Logins++;
            if (c.Form["username"] != User || c.Form["password"] != Password) return Said(HttpStatusCode.Unauthorized, "authentication failure");
            var ticket = $"PVE:{User}:{++serial:X8}::c2lnbmF0dXJl+/=";
            tickets[ticket] = Now;
            return Data(new JsonObject { ["username"] = User, ["ticket"] = ticket, ["CSRFPreventionToken"] = "csrf-" + ticket });
        });
    }

    private void ClusterRoutes()
    {
        On(HttpMethod.Get, $"{Root}/cluster/resources", _ => Data(new JsonArray([.. vms.Values.Select(v => v.Listed(Now, HidesNewMachines && v.Lock == "create")), Container()])));
        On(HttpMethod.Get, $"{Root}/cluster/tasks", _ => Data(new JsonArray([.. tasks.Values.Select(Listed)])));
        On(HttpMethod.Get, $"{Root}/nodes", _ => Data(new JsonArray(
            Node("pve1", "online", 8L << 30), Node("pve2", "online", 20L << 30), Node("pve3", "offline", 0))));
        On(HttpMethod.Get, $"{Root}/nodes/{{id}}/tasks/{{sub}}/status", c => tasks.TryGetValue(c.Sub, out var task)
            ? Data(task.End is null ? new JsonObject { ["upid"] = task.Upid, ["status"] = "running" } : new JsonObject { ["upid"] = task.Upid, ["status"] = "stopped", ["exitstatus"] = task.End })
            : Wrong("upid", "no such task"));
    }

    private static JsonObject Node(string name, string status, long used) =>
        new() { ["node"] = name, ["type"] = "node", ["status"] = status, ["mem"] = used, ["maxmem"] = 32L << 30 };

    // A container, whose processors may be a fraction and which is no machine.
    private static JsonObject Container() => new()
    {
        ["id"] = "lxc/300", ["type"] = "lxc", ["vmid"] = 300, ["node"] = "pve2", ["name"] = "ct", ["status"] = "running", ["template"] = 0, ["maxcpu"] = 0.5m, ["maxmem"] = 1L << 29, ["maxdisk"] = 1L << 33,
        ["netin"] = 5, ["netout"] = 6, ["uptime"] = 7,
    };

    private static JsonObject Listed(ProxmoxFakeTask task)
    {
        var listed = new JsonObject { ["upid"] = task.Upid, ["node"] = "pve1", ["type"] = task.Type, ["id"] = task.Subject, ["user"] = TokenId };
        if (task.End is not null) (listed["status"], listed["endtime"]) = (task.End, task.Until.ToUnixTimeSeconds());
        return listed;
    }

    /// <summary>Starts a worker for a guest. It waits for the one before it, ten seconds at most.</summary>
    private string Begin(ProxmoxFakeVm vm, string type, Func<string?> work)
    {
        var begins = vm.BusyUntil > Now ? vm.BusyUntil : Now;
        var subject = vm.Id.ToString(CultureInfo.InvariantCulture);
        if (begins - Now > TimeSpan.FromSeconds(10)) return Begin(vm.Node, type, subject, Now + TimeSpan.FromSeconds(10), () => $"can't lock file '/var/lock/qemu-server/lock-{vm.Id}.conf' - got timeout");
        vm.BusyUntil = begins + TimeSpan.FromSeconds(Seconds[type]);
        return Begin(vm.Node, type, subject, vm.BusyUntil, () => Fails.TryGetValue(type, out var error) ? error : work());
    }

    private string Begin(string node, string type, string subject, DateTimeOffset until, Func<string?> work)
    {
        var upid = string.Create(CultureInfo.InvariantCulture, $"UPID:{node}:{++serial:X8}:01E6D0C4:{Now.ToUnixTimeSeconds():X8}:{type}:{subject}:{TokenId}:");
        tasks.Add(upid, new ProxmoxFakeTask(upid, type, subject, until, work));
        return upid;
    }

    private void Settle()
    {
        foreach (var task in tasks.Values.Where(t => t.End is null && t.Until <= Now).OrderBy(t => t.Until).ToList()) task.End = task.Work() ?? "OK";
    }

    private void AddTemplate(int id, string name) => Add(id, name, isTemplate: true);

    private void Add(int id, string name, bool isTemplate)
    {
        var vm = new ProxmoxFakeVm(id, "pve1", Now) { IsTemplate = isTemplate };
        (vm.Config["name"], vm.Config["cores"], vm.Config["memory"], vm.Config["boot"]) = (name, "1", "512", "order=scsi0");
        vm.Config["scsi0"] = isTemplate ? $"local-lvm:base-{id}-disk-0,size=2252M" : $"local-lvm:vm-{id}-disk-0,size=10G";
        vms.Add(id, vm);
    }

    private ProxmoxFakeVm? Vm(string id) => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? vms.GetValueOrDefault(number) : null;

    private static Answer Data(JsonNode? data) => Answer.Of(HttpStatusCode.OK, new JsonObject { ["data"] = data });

    private static Answer Wrong(string parameter, string why) => Answer.Of(
        HttpStatusCode.BadRequest, new JsonObject { ["data"] = null, ["message"] = "Parameter verification failed.\n", ["errors"] = new JsonObject { [parameter] = why } }) with
    { Reason = "Parameter verification failed." };

    private Answer Dies(string why) => Said(HttpStatusCode.InternalServerError, why);

    private Answer Said(HttpStatusCode status, string why)
    {
        var body = new JsonObject { ["data"] = null };
        if (!IsOld) body["message"] = why + "\n";
        return Answer.Of(status, body) with { Reason = why };
    }
}
