using Lobster.Backends.Compute.Vultr;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Vultr;

/// <summary>Our requests are those of the contract's list, to the byte of their paths and the value of their bodies.</summary>
public sealed class VultrWireTests
{
    private const string Vm = "cb676a46-66fd-4dfb-b839-443f2e6c0b60";
    private const string Key = "3b8066a7-b438-455a-9688-44afc9a3597f";
    private const string Address = "192.0.2.123";
    private const string Six = "2001:0db8:0005:6bb0:5400:2ff0:fee5:0002";

    private static readonly Dictionary<string, Func<VultrClient, CancellationToken, Task>> Calls = new()
    {
        ["account"] = (c, t) => c.AccountAsync(t),
        ["ssh key list"] = (c, t) => c.SshKeysAsync(t).ToListAsync(t).AsTask(),
        ["ssh key add"] = (c, t) => c.AddSshKeyAsync("lobster-42", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample lobster", t),
        ["ssh key remove"] = (c, t) => c.DeleteSshKeyAsync(Key, t),
        ["plan list"] = (c, t) => c.PlansAsync(t).ToListAsync(t).AsTask(),
        ["plans available in region"] = (c, t) => c.AvailableAsync("ewr", t),
        ["image list public (os)"] = (c, t) => c.SystemsAsync(t).ToListAsync(t).AsTask(),
        ["image list own (snapshots)"] = (c, t) => c.SnapshotsAsync(t).ToListAsync(t).AsTask(),
        ["image list own (iso)"] = (c, t) => c.IsosAsync(t).ToListAsync(t).AsTask(),
        ["image fetch raw disk from url"] = (c, t) => c.FetchAsync(new Uri("http://images.example.com/disk.raw"), "custom-1", t),
        ["image info (snapshot)"] = (c, t) => Found(c.FindSnapshotAsync(Vm, t)),
        ["image delete (snapshot)"] = (c, t) => c.DeleteSnapshotAsync(Vm, t),
        ["vm create"] = (c, t) => c.CreateAsync(new VultrCreate("ewr", "vc2-1c-1gb")
        {
            OsId = 2136, Label = "vm-42", Hostname = "vm-42", SshkeyId = [Key], UserData = "I2Nsb3VkLWNvbmZpZwo=", EnableIpv6 = true, Backups = "disabled",
            ActivationEmail = false, Tags = ["lobster", "lobster-user-7"],
        }, t),
        ["vm create from snapshot"] = (c, t) => c.CreateAsync(new VultrCreate("ewr", "vc2-1c-1gb") { SnapshotId = Vm, Label = "vm-43" }, t),
        ["vm create from iso"] = (c, t) => c.CreateAsync(new VultrCreate("ewr", "vc2-1c-1gb") { IsoId = Vm, Label = "vm-44" }, t),
        ["vm list"] = (c, t) => c.ListAsync(null, t).ToListAsync(t).AsTask(),
        ["vm list by tag"] = (c, t) => c.ListAsync("lobster", t).ToListAsync(t).AsTask(),
        ["vm info"] = (c, t) => Found(c.FindAsync(Vm, t)),
        ["vm start"] = (c, t) => c.PowerAsync(Vm, "start", t),
        ["vm stop hard"] = (c, t) => c.PowerAsync(Vm, "halt", t),
        ["vm reboot hard"] = (c, t) => c.PowerAsync(Vm, "reboot", t),
        ["vm reimage (other os)"] = (c, t) => c.UpdateAsync(Vm, new VultrUpdate { OsId = 2136 }, t),
        ["vm resize"] = (c, t) => c.UpdateAsync(Vm, new VultrUpdate { Plan = "vc2-2c-4gb" }, t),
        ["vm upgrade choices"] = (c, t) => c.UpgradesAsync(Vm, t),
        ["vm snapshot"] = (c, t) => c.SnapshotAsync(Vm, "snap-42", t),
        ["vm restore snapshot"] = (c, t) => c.RestoreAsync(Vm, Vm, t),
        ["vm bandwidth per day"] = (c, t) => Found(c.BandwidthAsync(Vm, t)),
        ["vm delete"] = (c, t) => c.DeleteAsync(Vm, t),
        ["ip list v4"] = (c, t) => c.Ipv4Async(Vm, t).ToListAsync(t).AsTask(),
        ["ip add v4"] = (c, t) => c.AddIpv4Async(Vm, t),
        ["ip remove v4"] = (c, t) => c.RemoveIpv4Async(Vm, Address, t),
        ["ip list v6"] = (c, t) => c.Ipv6Async(Vm, t),
        ["rdns set v4"] = (c, t) => c.SetReverse4Async(Vm, Address, "vm-42.example.org", t),
        ["rdns reset v4"] = (c, t) => c.SetReverse4Async(Vm, Address, null, t),
        ["rdns list v6"] = (c, t) => c.Ipv6ReverseAsync(Vm, t),
        ["rdns set v6"] = (c, t) => c.SetReverse6Async(Vm, Six, "vm-42.example.org", t),
        ["rdns remove v6"] = (c, t) => c.RemoveReverse6Async(Vm, Six, t),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        using var wire = new WireRecorder();

        await wire.AssertSendsAsync(WireRequest.ReadAll("vultr")[op], () => Calls[op](new VultrClient(wire.Client(new VultrFaults())), TestContext.Current.CancellationToken));
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
