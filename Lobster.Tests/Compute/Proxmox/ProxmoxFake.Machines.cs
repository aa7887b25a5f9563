using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>The guests of the cluster.</summary>
public sealed partial class ProxmoxFake
{
    private const string Qemu = Root + "/nodes/{id}/qemu";
    private const string One = Qemu + "/{sub}";

    private void MachineRoutes()
    {
        On(HttpMethod.Post, Qemu, Create);
        On(HttpMethod.Delete, One, c => With(c, Destroy));
        On(HttpMethod.Get, $"{One}/config", c => With(c, Shown));
        On(HttpMethod.Put, $"{One}/config", c => Change(c, (_, error) => error is null ? Data(null) : Dies(error)));
        On(HttpMethod.Post, $"{One}/config", c => With(c, vm => vm.Lock is not null ? Locked(vm) : Data(Begin(vm, "qmconfig", () => Apply(vm, c.Form)))));
        On(HttpMethod.Get, $"{One}/status/current", c => With(c, Status));
        On(HttpMethod.Post, $"{One}/status/start", c => Work(c, "qmstart", vm => vm.Lock is not null and not "suspended" ? $"VM is locked ({vm.Lock})" : vm.IsRunning ? $"VM {vm.Id} already running" : Turn(vm, true)));
        On(HttpMethod.Post, $"{One}/status/stop", c => Work(c, "qmstop", vm => vm.IsRunning ? Turn(vm, false) : null));
        On(HttpMethod.Post, $"{One}/status/shutdown", c => Work(c, "qmshutdown", vm => !vm.IsRunning ? null : !GuestsAreDeaf || c.Form.GetValueOrDefault("forceStop") == "1" ? Turn(vm, false) : "VM quit/powerdown failed - got timeout"));
        On(HttpMethod.Post, $"{One}/status/reboot", c => Work(c, "qmreboot", vm => !vm.IsRunning ? $"VM {vm.Id} not running" : GuestsAreDeaf ? "VM quit/powerdown failed" : Turn(vm, true)));
        On(HttpMethod.Post, $"{One}/status/reset", c => Work(c, "qmreset", vm => vm.IsRunning ? null : $"VM {vm.Id} not running"));
        On(HttpMethod.Post, $"{One}/template", c => Work(c, "qmtemplate", Template));
        On(HttpMethod.Put, $"{One}/resize", c => With(c, vm => Resize(vm, c.Form)));
        On(HttpMethod.Put, $"{One}/cloudinit", c => With(c, vm => vm.Config.GetValueOrDefault("ide2")?.Contains("cloudinit", StringComparison.Ordinal) == true ? Data(null) : Dies("no cloudinit drive found")));
        On(HttpMethod.Post, $"{One}/vncproxy", c => With(c, vm => c.Request.Headers.Contains("Cookie") ? Screen(vm) : Said(System.Net.HttpStatusCode.Forbidden, "Permission check failed (vnc needs a ticket)")));
        On(HttpMethod.Post, $"{One}/termproxy", c => With(c, vm => c.Request.Headers.Contains("Cookie") ? Terminal(vm, c.Form) : Said(System.Net.HttpStatusCode.Forbidden, "Permission check failed (terminals need a ticket)")));
        On(HttpMethod.Get, $"{One}/agent/network-get-interfaces", c => With(c, _ => Agent is null ? Dies("QEMU guest agent is not running") : Data(new JsonObject { ["result"] = Agent.DeepClone() })));
    }

    private Answer Create(Call call)
    {
        var form = call.Form;
        var id = int.Parse(form["vmid"], CultureInfo.InvariantCulture);
        if (vms.TryGetValue(id, out var there)) return Dies($"unable to create VM {id} - VM {id} already exists on node '{there.Node}'");
        if (Fault(form) is { } fault) return fault;
        var vm = new ProxmoxFakeVm(id, call.Id, Now) { Lock = "create", Pool = form.GetValueOrDefault("pool") };
        foreach (var (key, value) in form.Where(f => f.Key is not ("vmid" or "start" or "pool") && !IsDrive(f.Key))) Set(vm, key, value);
        vm.Config["meta"] = string.Create(CultureInfo.InvariantCulture, $"creation-qemu=10.0.2,ctime={Now.ToUnixTimeSeconds()}");
        vms.Add(id, vm);
        return Data(Begin(vm, "qmcreate", () =>
        {
            vm.Lock = null;
            var error = form.Where(f => IsDrive(f.Key)).Select(f => vm.Drive(f.Key, f.Value, SizeOf)).FirstOrDefault(e => e is not null);
            if (error is not null) vms.Remove(id);
            return error is null ? null : $"unable to create VM {id} - {error}";
        }));
    }

    private Answer Destroy(ProxmoxFakeVm vm)
    {
        if (vm.Lock is not null) return Locked(vm);
        if (vm.IsRunning) return Dies($"VM {vm.Id} is running - destroy failed");
        if (vm.Config.GetValueOrDefault("protection") == "1") return Dies($"can't remove VM {vm.Id} - protection mode enabled");
        return Data(Begin(vm, "qmdestroy", () =>
        {
            if (vm.IsRunning) return $"VM {vm.Id} is running - destroy failed";
            vms.Remove(vm.Id);
            return null;
        }));
    }

    private Answer Shown(ProxmoxFakeVm vm)
    {
        var shown = new JsonObject { ["digest"] = vm.Digest };
        if (vm.Lock is not null) shown["lock"] = vm.Lock;
        if (HidesNewMachines && vm.Lock == "create") return Data(shown);
        foreach (var (key, value) in vm.Config) shown[key] = key is "cores" or "sockets" ? int.Parse(value, CultureInfo.InvariantCulture) : value;
        return Data(shown);
    }

    private Answer Status(ProxmoxFakeVm vm)
    {
        var word = vm.IsRunning ? "running" : "stopped";
        var shown = new JsonObject { ["vmid"] = vm.Id, ["status"] = word, ["qmpstatus"] = vm.IsRunning ? vm.Qmp ?? word : word };
        if (vm.Lock is not null) shown["lock"] = vm.Lock;
        return Data(shown);
    }

    private Answer Change(Call call, Func<ProxmoxFakeVm, string?, Answer> answer) => With(call, vm =>
    {
        if (vm.Lock is not null) return Locked(vm);
        if (vm.BusyUntil > Now) return Dies($"can't lock file '/var/lock/qemu-server/lock-{vm.Id}.conf' - got timeout");
        if (call.Form.TryGetValue("digest", out var digest) && digest != vm.Digest) return Dies("detected modified configuration - file changed by other user? Try again.");
        return Fault(call.Form) ?? answer(vm, Apply(vm, call.Form));
    });

    private string? Apply(ProxmoxFakeVm vm, IReadOnlyDictionary<string, string> form)
    {
        foreach (var key in form.GetValueOrDefault("delete", "").Split(',', StringSplitOptions.RemoveEmptyEntries)) vm.Delete(key);
        foreach (var (key, value) in form.Where(f => f.Key is not ("delete" or "digest")))
        {
            if (IsDrive(key) && vm.Drive(key, value, SizeOf) is { } error) return error;
            if (!IsDrive(key)) Set(vm, key, value);
        }

        vm.Touch();
        return null;
    }

    private static void Set(ProxmoxFakeVm vm, string key, string value) =>
        vm.Config[key] = key.StartsWith("net", StringComparison.Ordinal) ? value.Replace("virtio,", "virtio=BC:24:11:2E:C5:4A,", StringComparison.Ordinal) : value;

    private static Answer? Fault(IReadOnlyDictionary<string, string> form)
    {
        if (form.TryGetValue("name", out var name) && !NamePattern().IsMatch(name)) return Wrong("name", "invalid format - value does not look like a valid DNS name");
        if (form.TryGetValue("sshkeys", out var keys) && !KeysPattern().IsMatch(keys)) return Wrong("sshkeys", "invalid format - invalid urlencoded string");
        if (form.TryGetValue("tags", out var tags) && tags.Split(';').Any(t => !TagPattern().IsMatch(t))) return Wrong("tags", "invalid format - invalid characters in tag");
        return null;
    }

    private Answer Resize(ProxmoxFakeVm vm, IReadOnlyDictionary<string, string> form)
    {
        if (vm.Lock is not null) return Locked(vm);
        if (!vm.Config.TryGetValue(form["disk"], out var disk)) return Dies($"disk '{form["disk"]}' does not exist");
        if (ProxmoxFakeVm.Bytes(form["size"]) < vm.DiskBytes) return Dies("shrinking disks is not supported");
        string? Grow()
        {
            vm.Config[form["disk"]] = $"{disk.Split(',')[0]},size={form["size"]}";
            vm.Touch();
            return null;
        }

        if (!IsOld) return Data(Begin(vm, "resize", Grow));
        Grow();
        return Data(null);
    }

    private static string? Template(ProxmoxFakeVm vm)
    {
        if (vm.IsTemplate) return "you can't convert a template to a template";
        if (vm.IsRunning) return "you can't convert a VM to template if VM is running";
        vm.IsTemplate = true;
        vm.Config["scsi0"] = vm.Config["scsi0"].Replace(":vm-", ":base-", StringComparison.Ordinal);
        return null;
    }

    private string? Turn(ProxmoxFakeVm vm, bool on)
    {
        vm.Switch(on, Now);
        return null;
    }

    private static Answer Screen(ProxmoxFakeVm vm) => Data(new JsonObject
    {
        ["user"] = User, ["ticket"] = VncTicket, ["port"] = "5900", ["cert"] = "-----BEGIN CERTIFICATE-----", ["password"] = "Abc!23de", ["upid"] = $"UPID:{vm.Node}:0003C1A9:01E6D0C4:6742F0AA:vncproxy:{vm.Id}:{User}:",
    });

    // It does not look whether the machine runs or has the port: the terminal itself would say so and end.
    private static Answer Terminal(ProxmoxFakeVm vm, IReadOnlyDictionary<string, string> form) => form.GetValueOrDefault("serial") is not (null or "serial0" or "serial1" or "serial2" or "serial3")
        ? Wrong("serial", "value does not have a value in the enumeration 'serial0, serial1, serial2, serial3'")
        : Data(new JsonObject { ["user"] = User, ["ticket"] = TermTicket, ["port"] = "5901", ["upid"] = $"UPID:{vm.Node}:0003C1AA:01E6D0C5:6742F0AB:vncproxy:{vm.Id}:{User}:" });

    private Answer Work(Call call, string type, Func<ProxmoxFakeVm, string?> work) => With(call, vm => Data(Begin(vm, type, () => work(vm))));

    private Answer With(Call call, Func<ProxmoxFakeVm, Answer> act) =>
        Vm(call.Sub) is { } vm && vm.Node == call.Id ? act(vm) : Dies($"Configuration file 'nodes/{call.Id}/qemu-server/{call.Sub}.conf' does not exist");

    private Answer Locked(ProxmoxFakeVm vm) => Dies($"VM is locked ({vm.Lock})");

    // A disk of a guest or a file, of whatever holds it on any node.
    private string? SizeOf(string volume) => volume.Contains(":import/", StringComparison.Ordinal)
        ? files.ContainsKey(volume) ? "3G" : null
        : vms.Values.Select(v => v.Config.GetValueOrDefault("scsi0", "")).FirstOrDefault(d => d.Split(',')[0] == volume)?.Split("size=")[1];

    private static bool IsDrive(string key) => key is "scsi0" or "ide2";

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^([A-Za-z0-9._~-]|%[0-9A-F]{2})+$")]
    private static partial Regex KeysPattern();

    [GeneratedRegex(@"^[a-z0-9_][a-z0-9_\-+.]*$", RegexOptions.IgnoreCase)]
    private static partial Regex TagPattern();
}
