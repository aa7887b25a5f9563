using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>Our requests are those of the contract's list, to the byte of their paths and the value of their bodies.</summary>
public sealed class DigitalOceanWireTests
{
    private const long Vm = 3164444;
    private const string Ip = "45.55.96.47";

    private static readonly Dictionary<string, Func<DigitalOceanClient, CancellationToken, Task>> Calls = new()
    {
        ["account"] = (c, t) => c.AccountAsync(t),
        ["ssh key add"] = (c, t) => c.AddSshKeyAsync("lobster-42", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample lobster", t),
        ["ssh key get by fingerprint"] = (c, t) => Found(c.FindSshKeyAsync("3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa", t)),
        ["ssh key remove"] = (c, t) => c.DeleteSshKeyAsync(512190, t),
        ["plan list"] = (c, t) => c.SizesAsync(t).ToListAsync(t).AsTask(),
        ["region list"] = (c, t) => c.RegionsAsync(t).ToListAsync(t).AsTask(),
        ["image list public"] = (c, t) => c.PublicImagesAsync(t).ToListAsync(t).AsTask(),
        ["image list own"] = (c, t) => c.OwnImagesAsync(t).ToListAsync(t).AsTask(),
        ["image fetch from url"] = (c, t) => c.FetchAsync(
            new DigitalOceanFetch("custom-1", "http://images.example.com/disk.qcow2", "nyc3", "Debian") { Description = "", Tags = ["lobster"] }, t),
        ["image info by id"] = (c, t) => Found(c.FindImageAsync("7555620", t)),
        ["image info by slug"] = (c, t) => Found(c.FindImageAsync("debian-12-x64", t)),
        ["image delete"] = (c, t) => c.DeleteImageAsync(7938391, t),
        ["vm create"] = (c, t) => c.CreateAsync(new DigitalOceanCreate("vm-42", "nyc3", "s-1vcpu-1gb", new("debian-12-x64"))
        {
            SshKeys = [new("512190")], UserData = "#cloud-config\npackage_update: true\n", Ipv6 = true, Monitoring = true, Tags = ["lobster", "lobster-user-7"],
        }, t),
        ["vm create from snapshot id"] = (c, t) => c.CreateAsync(
            new DigitalOceanCreate("vm-43", "nyc3", "s-1vcpu-1gb", new("67512819")) { SshKeys = [new("3b:16:e4:bf:8b:00:8b:b8:59:8c:a9:d3:f0:19:fa:45")] }, t),
        ["vm list, one droplet per status"] = (c, t) => c.ListAsync(t).ToListAsync(t).AsTask(),
        ["vm list by tag"] = (c, t) => c.ListTaggedAsync("lobster", t).ToListAsync(t).AsTask(),
        ["vm info"] = (c, t) => Found(c.FindAsync(Vm, t)),
        ["vm start"] = (c, t) => c.ActAsync(Vm, new("power_on"), t),
        ["vm stop hard"] = (c, t) => c.ActAsync(Vm, new("power_off"), t),
        ["vm stop graceful"] = (c, t) => c.ActAsync(Vm, new("shutdown"), t),
        ["vm reboot graceful"] = (c, t) => c.ActAsync(Vm, new("reboot"), t),
        ["vm reboot hard"] = (c, t) => c.ActAsync(Vm, new("power_cycle"), t),
        ["vm rename"] = (c, t) => c.ActAsync(Vm, new("rename") { Name = "vm-42.example.com" }, t),
        ["vm reimage"] = (c, t) => c.ActAsync(Vm, new("rebuild") { Image = new("debian-12-x64") }, t),
        ["vm resize"] = (c, t) => c.ActAsync(Vm, new("resize") { Size = "s-2vcpu-2gb", Disk = false }, t),
        ["vm snapshot"] = (c, t) => c.ActAsync(Vm, new("snapshot") { Name = "42.abcdef" }, t),
        ["vm action poll"] = (c, t) => c.ActionAsync(Vm, 36804807, t),
        ["vm pending actions"] = (c, t) => c.ActionsAsync(Vm, t).ToListAsync(t).AsTask(),
        ["vm delete"] = (c, t) => c.DeleteAsync(Vm, t),
        ["bandwidth samples out"] = (c, t) => c.BandwidthAsync(Vm, "outbound", 1735689600, 1735776000, t),
        ["bandwidth samples in"] = (c, t) => c.BandwidthAsync(Vm, "inbound", 1735689600, 1735776000, t),
        ["ip list (reserved)"] = (c, t) => c.ReservedIpsAsync(t).ToListAsync(t).AsTask(),
        ["ip add (reserve + assign)"] = (c, t) => c.ReserveIpAsync(Vm, t),
        ["ip action poll"] = (c, t) => c.IpActionAsync(Ip, 72531856, t),
        ["ip remove"] = (c, t) => c.ReleaseIpAsync(Ip, t),
        ["tag create"] = (c, t) => c.CreateTagAsync("lobster", t),
        ["tag attach"] = (c, t) => c.AttachTagAsync("lobster", Vm, t),
        ["tag detach"] = (c, t) => c.DetachTagAsync("lobster", Vm, t),
        ["tag delete"] = (c, t) => c.DeleteTagAsync("lobster", t),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        using var wire = new WireRecorder();
        var client = new DigitalOceanClient(wire.Client(new DigitalOceanFaults(TimeProvider.System)));

        await wire.AssertSendsAsync(WireRequest.ReadAll("digitalocean")[op], () => Calls[op](client, TestContext.Current.CancellationToken));
    }

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
