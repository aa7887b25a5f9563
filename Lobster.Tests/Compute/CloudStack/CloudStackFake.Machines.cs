using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>Commands about machines.</summary>
public sealed partial class CloudStackFake
{
    private readonly Dictionary<string, CloudStackFakeMachine> machines = [];
    private readonly Dictionary<string, string> keys = [];

    /// <summary>Names of the key pairs of the account, which ought to be none when nothing goes on.</summary>
    public IReadOnlyCollection<string> KeyNames => keys.Keys;

    /// <summary>Whether the account may expunge.</summary>
    public bool MayExpunge { get; set; } = true;

    /// <summary>Whether new machines join an isolated network.</summary>
    public bool IsIsolated { get; set; }

    /// <summary>Whether guests are stopped with force only.</summary>
    public bool GuestsAreDeaf { get; set; }

    /// <summary>Puts machines of nobody here.</summary>
    public void Seed(int count)
    {
        for (var i = 0; i < count; i++) Add($"other{i}", $"Other {i}", Small, Debian, null).State = i % 3 == 0 ? "Stopped" : "Running";
    }

    /// <summary>An operator's key pair.</summary>
    public void AddKey(string name, string publicKey) => keys.Add(name, publicKey);

    /// <summary>States as the operator sees them, also of machines that are gone for everybody else.</summary>
    public IEnumerable<string> States => machines.Values.Select(m => m.State);

    /// <summary>What a machine was given as user data.</summary>
    public string? UserDataOf(string id) => machines[id].UserData;

    /// <summary>The tags of a machine.</summary>
    public IEnumerable<string> TagsOf(string id) => machines[id].Tags.Keys;

    private IEnumerable<KeyValuePair<string, Func<CloudStackFakeCall, JsonObject>>> Machines() =>
    [
        new("listVirtualMachines", List),
        new("deployVirtualMachine", Deploy),
        new("startVirtualMachine", c => Act(c, "id", 10, "Starting", m => m.State = "Running", from: "Stopped")),
        new("stopVirtualMachine", c => Act(c, "id", 15, "Stopping", m => Stop(m, c["forced"] == "true"), from: null)),
        new("rebootVirtualMachine", c => Act(c, "id", 20, null, m => m.State = "Running", from: "Running")),
        new("destroyVirtualMachine", c => Act(c, "id", 10, "Stopping", m => Destroy(m, c["expunge"] == "true"), from: null)),
        new("updateVirtualMachine", Update),
        new("restoreVirtualMachine", Restore),
        new("changeServiceForVirtualMachine", Change),
        new("createConsoleEndpoint", Console),
        new("listVolumes", c => Page(c, "volume", machines.Values.Where(m => m.Id == c["virtualmachineid"]).Select(m =>
            (JsonNode)new JsonObject { ["id"] = m.VolumeId, ["type"] = "ROOT", ["size"] = m.DiskGb * 1_073_741_824L, ["state"] = "Ready" }))),
        new("resizeVolume", Grow),
        new("createTags", c => Begin("createTags", null, 1, () => Tag(c, (m, key) => m.Tags[key] = c["tags[0].value"] ?? ""))),
        new("deleteTags", c => Begin("deleteTags", null, 1, () => Tag(c, (m, key) => m.Tags.Remove(key)))),
        new("registerSSHKeyPair", AddKey),
        new("listSSHKeyPairs", c => Page(c, "sshkeypair", keys.Where(k => c["fingerprint"] is not { } f || f == Lobster.Backends.Compute.CloudStack.CloudStackKeys.Fingerprint(k.Value)).Select(k =>
            (JsonNode)new JsonObject { ["name"] = k.Key, ["fingerprint"] = Lobster.Backends.Compute.CloudStack.CloudStackKeys.Fingerprint(k.Value) }))),
        new("deleteSSHKeyPair", c => keys.Remove(c["name"] ?? "") ? Success() : throw new CloudStackFakeRefusal(431, $"A key pair with name '{c["name"]}' does not exist for account admin")),
        new("listUsageRecords", Usage),
    ];

    private JsonObject List(CloudStackFakeCall call)
    {
        if (call["id"] is { } id) Machine(call, "id", id);
        return Page(call, "virtualmachine", machines.Values.Where(m => m.State != "Expunged" && (call["id"] is null || m.Id == call["id"])).Select(m => (JsonNode)m.Shown()));
    }

    private JsonObject Deploy(CloudStackFakeCall call)
    {
        if (Required(call, "zoneid") != Zone) throw Unknown("zoneid", call["zoneid"]);
        var offering = Required(call, "serviceofferingid");
        if (!Offerings.TryGetValue(offering, out var size)) throw Unknown("serviceofferingid", offering);
        var template = Required(call, "templateid");
        if (!images.TryGetValue(template, out var image)) throw Unknown("templateid", template);
        if (image.IsIso && call["diskofferingid"] is null) throw new CloudStackFakeRefusal(431, "Installing from ISO requires a disk offering to be specified for the root disk.");
        foreach (var key in (call["keypairs"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (!keys.ContainsKey(key)) throw new CloudStackFakeRefusal(431, $"A key pair with name '{key}' was not found.");
        if (call["userdata"] is { Length: > 32_768 }) throw new CloudStackFakeRefusal(431, "User data is longer than allowed.");
        var name = call["name"] ?? $"vm-{made}";
        if (!HostName().IsMatch(name)) throw new CloudStackFakeRefusal(431, "Invalid name. Vm name can contain ASCII letters 'a' through 'z', the digits '0' through '9', and the hyphen ('-').");
        if (machines.Values.Any(m => m.Name == name && m.State != "Expunged")) throw new CloudStackFakeRefusal(431, $"The vm with hostName {name} already exists in the network domain: cs1cloud.internal");
        if (Full) throw new CloudStackFakeRefusal(535, "Maximum number of resources of type 'user_vm' for account name=admin has been exceeded.");
        var vm = Add(name, call["displayname"] ?? name, offering, template, call["keypairs"]);
        (vm.UserData, vm.DiskGb) = (call["userdata"], call.Number("rootdisksize", vm.DiskGb));
        if (size.IsCustom) (vm.Cpus, vm.Ram) = (call.Number("details[0].cpuNumber", 1), call.Number("details[0].memory", 512));
        return Begin(call.Command, vm, 20, () =>
        {
            vm.State = "Running";
            return Result(vm, image.HasPassword);
        }, vm.Id);
    }

    /// <summary>Whether the account's limit is reached.</summary>
    public bool Full { get; set; }

    private CloudStackFakeMachine Add(string name, string shown, string offering, string template, string? keyPairs)
    {
        var size = Offerings[offering];
        var vm = new CloudStackFakeMachine(++made, Now)
        {
            Name = name, DisplayName = shown, Offering = offering, Template = template, Cpus = size.Cpus, Ram = size.Ram, DiskGb = 10, KeyPairs = keyPairs, IsIsolated = IsIsolated,
        };
        machines.Add(vm.Id, vm);
        return vm;
    }

    private JsonObject Act(CloudStackFakeCall call, string parameter, int seconds, string? meanwhile, Action<CloudStackFakeMachine> finish, string? from)
    {
        var vm = Machine(call, parameter, Required(call, parameter));
        if (from is not null && vm.Job is null && vm.State != from) throw new CloudStackFakeRefusal(431, $"The machine is not in the right state: {vm.State}");
        var before = vm.State;
        if (meanwhile is not null) vm.State = meanwhile;
        var isToFail = Fails.ContainsKey(call.Command);
        var answer = Begin(call.Command, vm, seconds, () =>
        {
            finish(vm);
            return Result(vm, hasPassword: false);
        });
        if (isToFail) vm.State = before;
        return answer;
    }

    private void Stop(CloudStackFakeMachine vm, bool isForced)
    {
        vm.State = "Running";
        if (GuestsAreDeaf && !isForced) throw new CloudStackFakeRefusal(530, "Unable to stop the machine: the guest does not answer.");
        vm.State = "Stopped";
    }

    private void Destroy(CloudStackFakeMachine vm, bool isExpunged)
    {
        vm.State = "Stopped";
        if (isExpunged && !MayExpunge) throw new CloudStackFakeRefusal(531, "Account does not have permission for expunging.");
        vm.State = isExpunged ? "Expunged" : "Destroyed";
    }

    private JsonObject Update(CloudStackFakeCall call)
    {
        var vm = Machine(call, "id", Required(call, "id"));
        vm.DisplayName = call["displayname"] ?? vm.DisplayName;
        vm.UserData = call["userdata"] ?? vm.UserData;
        return new JsonObject { ["virtualmachine"] = vm.Shown() };
    }

    private JsonObject Restore(CloudStackFakeCall call)
    {
        var vm = Machine(call, "virtualmachineid", Required(call, "virtualmachineid"));
        var template = call["templateid"] ?? vm.Template;
        if (!images.TryGetValue(template, out var image)) throw Unknown("templateid", template);
        var ends = vm.State;
        return Begin(call.Command, vm, 60, () =>
        {
            (vm.Template, vm.State) = (template, ends);
            return Result(vm, image.HasPassword);
        });
    }

    private JsonObject Change(CloudStackFakeCall call)
    {
        var vm = Machine(call, "id", Required(call, "id"));
        if (!Offerings.TryGetValue(Required(call, "serviceofferingid"), out var size)) throw Unknown("serviceofferingid", call["serviceofferingid"]);
        if (vm.State != "Stopped") throw new CloudStackFakeRefusal(431, "Unable to upgrade virtual machine: it should be stopped.");
        if (Fails.TryGetValue(call.Command, out var failure)) throw new CloudStackFakeRefusal(failure.Code, failure.Text);
        (vm.Offering, vm.Cpus, vm.Ram) = (call["serviceofferingid"]!, call.Number("details[0].cpuNumber", size.Cpus), call.Number("details[0].memory", size.Ram));
        return new JsonObject { ["virtualmachine"] = vm.Shown() };
    }

    private JsonObject Grow(CloudStackFakeCall call)
    {
        var vm = machines.Values.FirstOrDefault(m => m.VolumeId == call["id"]) ?? throw Unknown("id", call["id"]);
        var size = call.Number("size", 0);
        if (size < vm.DiskGb) throw new CloudStackFakeRefusal(431, $"Going from existing size of {vm.DiskGb} to size of {size} would shrink the volume.");
        return Begin(call.Command, vm, 10, () =>
        {
            vm.DiskGb = size;
            return new JsonObject { ["volume"] = new JsonObject { ["id"] = vm.VolumeId } };
        });
    }

    private JsonObject Console(CloudStackFakeCall call)
    {
        var vm = Machine(call, "virtualmachineid", Required(call, "virtualmachineid"));
        return new JsonObject { ["consoleendpoint"] = new JsonObject { ["success"] = true, ["url"] = $"https://console.example.org/resource/noVNC/vnc.html?token={vm.Id}{++made}" } };
    }

    private JsonObject Tag(CloudStackFakeCall call, Action<CloudStackFakeMachine, string> change)
    {
        change(Machine(call, "resourceids", Required(call, "resourceids")), Required(call, "tags[0].key"));
        return Success();
    }

    private JsonObject AddKey(CloudStackFakeCall call)
    {
        var (name, key) = (Required(call, "name"), Required(call, "publickey"));
        if (Lobster.Backends.Compute.CloudStack.CloudStackKeys.Fingerprint(key) is null) throw new CloudStackFakeRefusal(431, "Public key is invalid");
        if (keys.ContainsKey(name) || keys.ContainsValue(key)) throw new CloudStackFakeRefusal(431, "A key pair with this name or key already exists for this account.");
        keys.Add(name, key);
        return new JsonObject { ["keypair"] = new JsonObject { ["name"] = name } };
    }

    private CloudStackFakeMachine Machine(CloudStackFakeCall call, string parameter, string id) =>
        machines.TryGetValue(id, out var vm) && vm.State != "Expunged" ? vm : throw Unknown(parameter, call[parameter]);

    private static JsonObject Result(CloudStackFakeMachine vm, bool hasPassword)
    {
        var shown = vm.Shown();
        if (hasPassword) shown["password"] = Password;
        return new JsonObject { ["virtualmachine"] = shown };
    }

    [GeneratedRegex("^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$")]
    private static partial Regex HostName();
}
