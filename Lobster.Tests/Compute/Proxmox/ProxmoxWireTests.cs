using System.Web;
using Lobster.Backends.Compute.Proxmox;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Our requests are those of the contract: each call as its notes give it, and nothing in a path, a query or a form that its description does not know.</summary>
public sealed class ProxmoxWireTests : ConformanceSuite<ProxmoxFixture>
{
    private const string Upid = "UPID:pve1:0003C1A9:01E6D0C4:6742F0AA:qmstart:100:root@pam!panel:";
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann+b@example.org";
    private static readonly ProxmoxPlace Vm = new("pve1", 100);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, (Func<ProxmoxClient, CancellationToken, Task> Call, string Request, string Form)> Calls = new()
    {
        ["version"] = ((c, t) => c.VersionAsync(t), "GET /version", ""),
        ["clusterResources"] = ((c, t) => c.ResourcesAsync(t), "GET /cluster/resources?type=vm", ""),
        ["clusterTasks"] = ((c, t) => c.TasksAsync(t), "GET /cluster/tasks", ""),
        ["listNodes"] = ((c, t) => c.NodesAsync(t), "GET /nodes", ""),
        ["createVm"] = ((c, t) => c.CreateAsync("pve1", Form(("vmid", "100"), ("name", "web1"), ("scsi0", "local-lvm:0,import-from=local:import/debian.qcow2")), t),
            "POST /nodes/pve1/qemu", "vmid=100&name=web1&scsi0=local-lvm%3A0%2Cimport-from%3Dlocal%3Aimport%2Fdebian.qcow2"),
        ["destroyVm"] = ((c, t) => c.DestroyAsync(Vm, t), "DELETE /nodes/pve1/qemu/100?purge=1&destroy-unreferenced-disks=1", ""),
        ["getConfig"] = ((c, t) => c.ConfigAsync(Vm, t), "GET /nodes/pve1/qemu/100/config", ""),
        ["setConfigSync"] = ((c, t) => c.SetAsync(Vm, Form(("name", "web2")), t), "PUT /nodes/pve1/qemu/100/config", "name=web2"),
        ["setConfigAsync"] = ((c, t) => c.ChangeAsync(Vm, Form(("scsi0", "local-lvm:20")), t), "POST /nodes/pve1/qemu/100/config", "scsi0=local-lvm%3A20"),
        ["currentStatus"] = ((c, t) => c.StatusAsync(Vm, t), "GET /nodes/pve1/qemu/100/status/current", ""),
        ["start"] = ((c, t) => c.StartAsync(Vm, t), "POST /nodes/pve1/qemu/100/status/start", ""),
        ["stop"] = ((c, t) => c.StopAsync(Vm, t), "POST /nodes/pve1/qemu/100/status/stop", ""),
        ["shutdown"] = ((c, t) => c.ShutdownAsync(Vm, Minute, t), "POST /nodes/pve1/qemu/100/status/shutdown", "timeout=60&forceStop=1"),
        ["reboot"] = ((c, t) => c.RebootAsync(Vm, Minute, t), "POST /nodes/pve1/qemu/100/status/reboot", "timeout=60"),
        ["reset"] = ((c, t) => c.ResetAsync(Vm, t), "POST /nodes/pve1/qemu/100/status/reset", ""),
        ["vncProxy"] = ((c, t) => c.VncAsync(Vm, t), "POST /nodes/pve1/qemu/100/vncproxy", "websocket=1&generate-password=1"),
        ["makeTemplate"] = ((c, t) => c.MakeTemplateAsync(Vm, t), "POST /nodes/pve1/qemu/100/template", ""),
        ["resizeDisk"] = ((c, t) => c.GrowAsync(Vm, "scsi0", 20, t), "PUT /nodes/pve1/qemu/100/resize", "disk=scsi0&size=20G"),
        ["regenerateCloudinit"] = ((c, t) => c.RenewCloudInitAsync(Vm, t), "PUT /nodes/pve1/qemu/100/cloudinit", ""),
        ["agentInterfaces"] = ((c, t) => c.InterfacesAsync(Vm, t), "GET /nodes/pve1/qemu/100/agent/network-get-interfaces", ""),
        ["taskStatus"] = ((c, t) => c.TaskAsync(Upid, t), "GET /nodes/pve1/tasks/UPID%3Apve1%3A0003C1A9%3A01E6D0C4%3A6742F0AA%3Aqmstart%3A100%3Aroot%40pam%21panel%3A/status", ""),
        ["listStorage"] = ((c, t) => c.StoragesAsync("pve1", t), "GET /nodes/pve1/storage", ""),
        ["storageContent"] = ((c, t) => c.ContentAsync("pve1", "local", "import", t), "GET /nodes/pve1/storage/local/content?content=import", ""),
        ["deleteVolume"] = ((c, t) => c.DeleteVolumeAsync("pve1", "local", "local:import/debian.qcow2", t), "DELETE /nodes/pve1/storage/local/content/local%3Aimport%2Fdebian.qcow2", ""),
        ["downloadUrl"] = ((c, t) => c.DownloadAsync("pve1", "local", Form(("content", "iso"), ("filename", "x.iso"), ("url", "https://images.example.org/x.iso")), t),
            "POST /nodes/pve1/storage/local/download-url", "content=iso&filename=x.iso&url=https%3A%2F%2Fimages.example.org%2Fx.iso"),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheNotes_IsSentAsGiven(string op)
    {
        var (call, request, form) = Calls[op];
        using var wire = new WireRecorder();

        await Assert.ThrowsAsync<BackendException>(() => call(new ProxmoxClient(wire.Client(new ProxmoxFaults())), Token));

        Assert.Equal((request, form), (wire.Asked[0], wire.Bodies[0]));
        AssertKnown(wire.Requests[0].Method.Method, wire.Asked[0].Split(' ')[1], wire.Bodies[0]);
    }

    [Fact]
    public async Task Request_Login_IsSentAsGiven()
    {
        using var wire = new WireRecorder();

        await Assert.ThrowsAsync<BackendException>(() => new ProxmoxLogin(wire.Client(new ProxmoxFaults())).LogInAsync("root@pam", "a b&c", Token));

        Assert.Equal(("POST /access/ticket", "username=root%40pam&password=a+b%26c"), (wire.Asked[0], wire.Bodies[0]));
    }

    // The description of the contract leaves the terminals out; the call is as the API viewer has it.
    [Fact]
    public async Task Request_Terminal_IsSentAsGiven()
    {
        using var wire = new WireRecorder();

        await Assert.ThrowsAsync<BackendException>(() => new ProxmoxClient(wire.Client(new ProxmoxFaults())).TermAsync(Vm, "serial0", Token));

        Assert.Equal(("POST /nodes/pve1/qemu/100/termproxy", "serial=serial0"), (wire.Asked[0], wire.Bodies[0]));
    }

    // The whole life of machines and images, over a server that refuses chunks and bodies of deletions.
    [Fact]
    public async Task Life_OfMachinesAndImages_SendsOnlyWhatTheContractKnows()
    {
        var (images, addresses) = (Capability<IImageFetch>(), Capability<IAddressChanges>());
        await Backend.CheckAsync(Token);
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        var vm = await GetAsync(accepted.VmId);
        var added = Address(await DoneAsync(vm.Id, await addresses.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));
        await DoneAsync(vm.Id, await addresses.RemoveAddressAsync(vm.Id, added, Token));
        await DoneAsync(vm.Id, await Backend.RebootAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Capability<IForcedPower>().ForceRebootAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Capability<IRename>().RenameAsync(vm.Id, "other", Token));
        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId) { SshKeys = [Key] }, Token));
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token);
        var image = await DoneAsync(vm.Id, await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
        await DoneAsync("", await Capability<IImageDelete>().DeleteImageAsync(image!, Token));
        var file = await DoneAsync("", await images.FetchImageAsync(new FetchImage(Guid.CreateVersion7(), "own", Cloud.FetchSource.Source, "qcow2"), Token));
        await DoneAsync("", await Capability<IImageDelete>().DeleteImageAsync(file!, Token));
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        foreach (var (request, body) in Cloud.Api.Requests.Zip(Cloud.Api.Bodies)) AssertKnown(request.Method.Method, request.RequestUri!.PathAndQuery["/api2/json".Length..], body);
        Assert.All(Cloud.Api.Requests, request => Assert.NotEqual(true, request.Headers.TransferEncodingChunked));
        Assert.All(Cloud.Api.Requests.Where(r => r.Content is not null), request => Assert.NotNull(request.Content!.Headers.ContentLength));
        Assert.All(Cloud.Api.Requests.Where(r => r.Method == HttpMethod.Delete), request => Assert.Null(request.Content));
        Assert.Contains(Cloud.Api.Requests, r => r.Method == HttpMethod.Delete);
    }

    [Fact]
    public async Task Create_Machine_IsTheRequestOfTheNotes()
    {
        var request = Request("web 1") with { SshKeys = [Key], ImageId = "local:import/debian-12.qcow2" };

        await Backend.CreateAsync(request, Token);
        var form = HttpUtility.ParseQueryString(Cloud.Api.Bodies[Cloud.Api.Requests.FindIndex(Cloud.IsCreate)]);

        Assert.EndsWith("/nodes/pve2/qemu", Cloud.Api.Requests.Single(Cloud.IsCreate).RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("local-lvm:0,import-from=local:import/debian-12.qcow2", form["scsi0"]);
        Assert.Equal(
            ("web-1", "1", "1024", "local-lvm:cloudinit", "order=scsi0", "virtio-scsi-pci", "socket", "1", "l26", "0"),
            (form["name"], form["cores"], form["memory"], form["ide2"], form["boot"], form["scsihw"], form["serial0"], form["agent"], form["ostype"], form["start"]));
        Assert.Equal("virtio,bridge=vmbr0", form["net0"]);
        Assert.Matches(@"^ip=203\.0\.113\.\d+/24,gw=203\.0\.113\.1$", form["ipconfig0"]);
        Assert.Equal("ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE%20ann%2Bb%40example.org", form["sshkeys"]);
    }

    [Fact]
    public async Task List_AThousandMachines_IsOneRequest()
    {
        Cloud.Api.AddForeign(1000);

        var list = await ListAsync();

        Assert.Equal(1000, list.Count);
        Assert.Single(Cloud.Api.Asked);
    }

    private static void AssertKnown(string method, string path, string body)
    {
        var parts = path.Split('?');
        var call = Assert.Single(ProxmoxSchema.ReadAll(), c => c.Fits(method, parts[0]));
        Assert.All(Names(parts.ElementAtOrDefault(1)), name => Assert.Contains(name, call.Query));
        Assert.All(Names(body), name => Assert.Contains(name, call.Fields));
    }

    private static IEnumerable<string> Names(string? text) => HttpUtility.ParseQueryString(text ?? "").AllKeys.OfType<string>();

    private static Dictionary<string, string> Form(params (string Key, string Value)[] fields) => fields.ToDictionary(f => f.Key, f => f.Value);
}
