using Lobster.Backends.Compute.SolusVm1;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>Our requests carry the parameters of the contract's notes, in a form, and nothing in the address.</summary>
public sealed class SolusVm1WireTests
{
    private static readonly SolusVm1Options Kvm = new(SolusVm1Type.Kvm, "toronto", null, "lobster", "Lobster", PrefersPort: false);
    private static readonly SolusVm1Create Machine = new("web.example", "s3cretpass", "Small", "debian-12-x86_64", 20, 2) { RamMb = 1024, BandwidthGb = 500 };

    private static readonly Dictionary<string, Func<SolusVm1Client, CancellationToken, Task>> Calls = new()
    {
        ["action=vserver-create&rdtype=json&type=kvm&nodegroup=toronto&hostname=web.example&password=s3cretpass&username=lobster&plan=Small&template=debian-12-x86_64&ips=1&custommemory=1024&customdiskspace=20&custombandwidth=500&customcpu=2"] =
            (c, t) => c.CreateAsync(Kvm, Machine, t),
        ["action=vserver-create&rdtype=json&type=xen+hvm&node=node1&hostname=web.example&password=s3cretpass&username=lobster&plan=Small&template=debian-12-x86_64&ips=1&hvmt=1&custommemory=1024&customdiskspace=20&custombandwidth=500&customcpu=2"] =
            (c, t) => c.CreateAsync(Kvm with { Type = SolusVm1Type.XenHvm, NodeGroup = null, Node = "node1" }, Machine, t),
        ["action=vserver-terminate&rdtype=json&vserverid=412&deleteclient=false"] = (c, t) => c.TerminateAsync("412", t),
        ["action=vserver-boot&rdtype=json&vserverid=412"] = (c, t) => c.PowerAsync("412", "boot", t),
        ["action=vserver-shutdown&rdtype=json&vserverid=412"] = (c, t) => c.PowerAsync("412", "shutdown", t),
        ["action=vserver-reboot&rdtype=json&vserverid=412"] = (c, t) => c.PowerAsync("412", "reboot", t),
        ["action=vserver-status&rdtype=json&vserverid=412"] = (c, t) => Found(c.FindStateAsync("412", t)),
        ["action=vserver-info&rdtype=json&vserverid=412"] = (c, t) => Found(c.FindAsync("412", t)),
        ["action=vserver-infoall&rdtype=json&vserverid=412&nographs=true"] = (c, t) => Found(c.FindLiveAsync("412", t)),
        ["action=node-idlist&rdtype=json&type=kvm"] = (c, t) => c.ListAsync(SolusVm1Type.Kvm, t).ToListAsync(t).AsTask(),
        ["action=listnodegroups&rdtype=json"] = (c, t) => c.NodeGroupsAsync(t),
        ["action=listplans&rdtype=json&type=openvz"] = (c, t) => c.PlansAsync(SolusVm1Type.OpenVz, t),
        ["action=listtemplates&rdtype=json&type=xen"] = (c, t) => c.TemplatesAsync(SolusVm1Type.Xen, t),
        ["action=vserver-rebuild&rdtype=json&vserverid=412&template=debian-12-x86_64"] = (c, t) => c.RebuildAsync("412", "debian-12-x86_64", t),
        ["action=vserver-change-hdd&rdtype=json&vserverid=412&hdd=40"] = (c, t) => c.ChangeDiskAsync("412", 40, t),
        ["action=vserver-change-memory&rdtype=json&vserverid=412&memory=2048"] = (c, t) => c.ChangeMemoryAsync(SolusVm1Type.Kvm, "412", 2048, t),
        ["action=vserver-change-memory&rdtype=json&vserverid=412&memory=2048%7C2048"] = (c, t) => c.ChangeMemoryAsync(SolusVm1Type.OpenVz, "412", 2048, t),
        ["action=vserver-change-cpu&rdtype=json&vserverid=412&cpu=2"] = (c, t) => c.ChangeCpusAsync("412", 2, t),
        ["action=vserver-addip&rdtype=json&vserverid=412"] = (c, t) => c.AddAddressAsync("412", t),
        ["action=vserver-delip&rdtype=json&vserverid=412&ipaddr=192.0.2.11"] = (c, t) => c.RemoveAddressAsync("412", "192.0.2.11", t),
        ["action=vserver-rootpassword&rdtype=json&vserverid=412&rootpassword=s3cretpass"] = (c, t) => c.SetPasswordAsync("412", "s3cretpass", t),
        ["action=vserver-tun-enable&rdtype=json&vserverid=412"] = (c, t) => c.SetTunAsync("412", true, t),
        ["action=vserver-tun-disable&rdtype=json&vserverid=412"] = (c, t) => c.SetTunAsync("412", false, t),
        ["action=vserver-vnc&rdtype=json&vserverid=412"] = (c, t) => c.ScreenAsync("412", t),
        ["action=vserver-console&rdtype=json&vserverid=412&access=enable&time=1"] = (c, t) => c.TerminalAsync("412", t),
    };

    public static TheoryData<string> Forms => [.. Calls.Keys];

    [Theory, MemberData(nameof(Forms))]
    public async Task Request_OfAnAction_IsTheFormOfTheNotes(string form)
    {
        using var wire = new WireRecorder();
        var client = new SolusVm1Client(wire.Client(new SolusVm1Faults()), "an-id", "a key&more");

        await Assert.ThrowsAsync<BackendException>(() => Calls[form](client, TestContext.Current.CancellationToken));

        Assert.Equal("POST /api/admin/command.php", wire.Asked[0]);
        Assert.Equal($"id=an-id&key=a+key%26more&{form}", wire.Bodies[0]);
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
