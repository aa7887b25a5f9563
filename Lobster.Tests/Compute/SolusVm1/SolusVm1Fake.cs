using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>A SolusVM 1 master as its notes describe it, over time: one address for all, status 200 for all, errors as text, and XML where it is old.</summary>
public sealed class SolusVm1Fake : FakeApi
{
    public const string Id = "solus-test-id-000000000000000";
    public const string Key = "solus-test-key-00000000000000";
    public const string Password = "s3cret-vnc";
    private const string Plan = "Lobster";
    private static readonly string[] Templates = ["debian-12-x86_64", "ubuntu-24.04-x86_64"];

    private readonly TimeProvider time;
    private readonly string type;
    private readonly bool isOld;
    private readonly Dictionary<string, SolusVm1FakeVm> machines = [];
    private readonly Dictionary<string, Func<NameValueCollection, Answer>> actions = [];
    private int added;

    /// <param name="time">Its clock.</param>
    /// <param name="type">What its machines run on.</param>
    /// <param name="isOld">Whether it knows XML only.</param>
    public SolusVm1Fake(TimeProvider time, string type, bool isOld)
    {
        (this.time, this.type, this.isOld) = (time, type, isOld);
        On(HttpMethod.Post, "/api/admin/command.php", Route);
        actions["node-idlist"] = p => Success(new() { ["nodes"] = p["type"] == type ? "1,2" : "" });
        actions["listnodegroups"] = _ => Success(new() { ["nodegroups"] = "0|--none--,1|toronto" });
        actions["listplans"] = p => Success(new() { ["plans"] = p["type"] == type ? $"{Plan},Small" : "" });
        actions["listtemplates"] = _ => Success(new() { ["templates"] = string.Join(',', Templates), ["templateshvm"] = "", ["templateskvm"] = type == "kvm" ? string.Join(',', Templates) : "" });
        actions["node-virtualservers"] = p => Success(new() { ["virtualservers"] = List(p["nodeid"]!) });
        actions["vserver-create"] = Create;
        MachineActions();
        ChangeActions();
    }

    /// <summary>Begins a month.</summary>
    public void BeginMonth()
    {
        foreach (var vm in machines.Values) vm.CountsSince = Now;
    }

    /// <summary>The parameters of the newest call of an action.</summary>
    public Dictionary<string, NameValueCollection> Last { get; } = [];

    /// <summary>All actions that were asked for, oldest first.</summary>
    public IEnumerable<string> Actions => Bodies.Select(b => HttpUtility.ParseQueryString(b)["action"]!);

    /// <summary>Adds a machine that somebody made by hand; its id.</summary>
    public string AddForeign(string hostname)
    {
        var vm = new SolusVm1FakeVm(machines.Count, hostname, Templates[0], type, Now) { RamMb = 512, DiskGb = 10, Cpus = 1 };
        machines.Add(vm.Id, vm);
        return vm.Id;
    }

    /// <summary>The operator holds a machine.</summary>
    public void Disable(string id) => machines[id].Disable(Now);

    private DateTimeOffset Now => time.GetUtcNow();

    private void MachineActions()
    {
        On("vserver-info", (_, vm) => Success(vm.Record()));
        On("vserver-infoall", (_, vm) => Success(vm.Live(Now)));
        On("vserver-status", (_, vm) => Success([], vm.State(Now)));
        On("vserver-terminate", (_, vm) =>
        {
            vm.Become("gone", Now, 3);
            return Success([]);
        });
        On("vserver-boot", (_, vm) => Do(vm, () => vm.Become("online", Now, 5)));
        On("vserver-shutdown", (_, vm) => Do(vm, () => vm.Become("offline", Now, 5)));
        On("vserver-reboot", (_, vm) => Do(vm, () => vm.Become("online", Now, 5)));
        On("vserver-rebuild", (p, vm) =>
        {
            if (!Templates.Contains(p["template"])) return Error("Invalid template");
            return Do(vm, () => vm.Rebuild(p["template"]!, Now));
        });
        On("vserver-vnc", (_, _) => Success(new()
        {
            ["type"] = type, ["vncip"] = "198.51.100.7", ["vncport"] = "5901", ["vncpassword"] = Password, ["sockethost"] = "node1.example.com", ["socketport"] = "7706",
            ["socketpassword"] = Password, ["sockethash"] = "0123456789abcdef",
        }));
        On("vserver-console", (_, _) => Success(new()
        {
            ["type"] = type, ["consoleip"] = "198.51.100.7", ["consoleport"] = "22", ["consoleusername"] = "console-P1RpHy", ["consolepassword"] = Password, ["sessionexpire"] = "3600",
        }));
    }

    private void ChangeActions()
    {
        On("vserver-change-hdd", (p, vm) => Do(vm, () => vm.DiskGb = Number(p["hdd"])));
        On("vserver-change-memory", (p, vm) => p["memory"]!.Contains('|', StringComparison.Ordinal) == (type == "openvz")
            ? Do(vm, () => vm.RamMb = Number(p["memory"]!.Split('|')[0])) : Error("Invalid memory"));
        On("vserver-change-cpu", (p, vm) => Do(vm, () => vm.Cpus = Number(p["cpu"])));
        On("vserver-rootpassword", (p, vm) => Do(vm, () => vm.Password = p["rootpassword"]!));
        On("vserver-tun-enable", (_, vm) => Do(vm, () => vm.Tun = "on"));
        On("vserver-tun-disable", (_, vm) => Do(vm, () => vm.Tun = "off"));
        On("vserver-addip", (_, vm) =>
        {
            vm.More.Add($"198.51.100.{++added}");
            return Success(new() { ["ipaddress"] = vm.More[^1] });
        });
        On("vserver-delip", (p, vm) => vm.More.Remove(p["ipaddr"]!) ? Success([]) : Error("IP address not found"));
    }

    private Answer Route(Call call)
    {
        var form = HttpUtility.ParseQueryString(call.Text);
        if (form["id"] != Id || form["key"] != Key) return Text("Invalid id or key");
        var action = form["action"] ?? "";
        Last[action] = form;
        return actions.TryGetValue(action, out var act) ? act(form) : Error("Invalid action");
    }

    private void On(string action, Func<NameValueCollection, SolusVm1FakeVm, Answer> act) =>
        actions[action] = p => machines.TryGetValue(p["vserverid"] ?? "", out var vm) && !vm.IsGone(Now) ? act(p, vm) : isOld ? Text("Virtual server not found") : Error("Virtual server not found");

    private Answer Create(NameValueCollection p)
    {
        if (p["type"] != type || p["nodegroup"] is not ("1" or "toronto")) return Text("Node not found");
        if (p["hostname"] is not { Length: >= 4 } hostname || !hostname.Contains('.', StringComparison.Ordinal)) return Error("Invalid hostname");
        if (p["username"] != "lobster" || p["plan"] is not (Plan or "Small") || p["ips"] != "1") return Error("Invalid client, plan or address count");
        if (!Templates.Contains(p["template"]) || p["password"] is not { Length: >= 8 } password) return Error("Invalid template or password");
        if (type == "openvz" && p["custommemory"] is not null) return Error("Invalid Custom burst memory");
        var vm = new SolusVm1FakeVm(machines.Count, hostname, p["template"]!, type, Now)
        {
            RamMb = p["custommemory"] is { } ram ? Number(ram) : 256, DiskGb = Number(p["customdiskspace"]), Cpus = Number(p["customcpu"]), Password = password,
        };
        machines.Add(vm.Id, vm);
        return Success(new() { ["vserverid"] = vm.Id, ["rootpassword"] = password, ["mainipaddress"] = vm.Main, ["extraipaddress"] = "", ["hostname"] = hostname, ["nodeid"] = vm.Node });
    }

    private JsonArray List(string node) => new([.. machines.Values.Where(m => m.Node == node && !m.IsGone(Now)).Select(m => (JsonNode)m.Record())]);

    private Answer Do(SolusVm1FakeVm vm, Action act)
    {
        if (vm.IsBeingBuilt(Now)) return Error("Virtual server is being built");
        act();
        return Success([]);
    }

    private Answer Success(JsonObject body, string message = "")
    {
        (body["status"], body["statusmsg"]) = ("success", message);
        return isOld ? Text(Xml(body)) : Answer.Of(HttpStatusCode.OK, body);
    }

    private Answer Error(string why)
    {
        var body = new JsonObject { ["status"] = "error", ["statusmsg"] = why };
        return isOld ? Text(Xml(body)) : Answer.Of(HttpStatusCode.OK, body);
    }

    private static Answer Text(string text) => new(HttpStatusCode.OK, text, "text/html");

    // Elements without a root, ampersands bare.
    private static string Xml(JsonObject body) => string.Concat(body.Select(p => p.Value is JsonArray list
        ? $"<{p.Key}>{string.Concat(list.Select(row => $"<virtualserver>{Xml(row!.AsObject())}</virtualserver>"))}</{p.Key}>\n"
        : $"<{p.Key}>{p.Value}</{p.Key}>\n"));

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}
