using System.Text.Json.Nodes;
using Lobster.Backends.Compute.Linode;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

/// <summary>Our requests are those of the contract's list, to the byte of their paths and the value of their bodies.</summary>
public sealed class LinodeWireTests
{
    private const long Vm = 123;
    private const string Address = "97.107.143.141";
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample lobster";
    private static readonly LinodeUserData UserData = new("I2Nsb3VkLWNvbmZpZwo=");

    private static readonly Dictionary<string, Func<LinodeClient, CancellationToken, Task>> Calls = new()
    {
        ["account settings (interface generation default)"] = (c, t) => c.SettingsAsync(t),
        ["profile"] = (c, t) => c.ProfileAsync(t),
        ["plan list"] = (c, t) => c.TypesAsync(t).ToListAsync(t).AsTask(),
        ["region get"] = (c, t) => Found(c.FindRegionAsync("us-east", t)),
        ["region plan availability"] = (c, t) => c.AvailabilityAsync("us-east", t).ToListAsync(t).AsTask(),
        ["image list"] = (c, t) => c.ImagesAsync(t).ToListAsync(t).AsTask(),
        ["image info (public)"] = (c, t) => Found(c.FindImageAsync("linode/debian12", t)),
        ["image info (own)"] = (c, t) => Found(c.FindImageAsync("private/12345", t)),
        ["image delete"] = (c, t) => c.DeleteImageAsync("private/12345", t),
        ["vm create"] = (c, t) => c.CreateAsync(new LinodeCreate("vm-42", "us-east", "g6-nanode-1")
        {
            Image = "linode/debian12", RootPass = "aComplexP@ssword1", AuthorizedKeys = [SshKey], Metadata = UserData, PrivateIp = true, Booted = true, Tags = ["lobster", "lobster-user-7"],
        }, t),
        ["vm create from own image"] = (c, t) => c.CreateAsync(new LinodeCreate("vm-43", "us-east", "g6-nanode-1") { Image = "private/12345", RootPass = "aComplexP@ssword1" }, t),
        ["vm list"] = (c, t) => c.ListAsync("us-east", t).ToListAsync(t).AsTask(),
        ["vm list by tag"] = (c, t) => c.ListTaggedAsync("lobster", t).ToListAsync(t).AsTask(),
        ["vm info"] = (c, t) => Found(c.FindAsync(Vm, t)),
        ["vm start"] = (c, t) => c.PowerAsync(Vm, "boot", t),
        ["vm stop graceful"] = (c, t) => c.PowerAsync(Vm, "shutdown", t),
        ["vm reboot"] = (c, t) => c.PowerAsync(Vm, "reboot", t),
        ["vm reimage"] = (c, t) => c.RebuildAsync(Vm, new LinodeRebuild("linode/debian12", "aComplexP@ssword1") { AuthorizedKeys = [SshKey], Metadata = UserData }, t),
        ["vm resize"] = (c, t) => c.ResizeAsync(Vm, "g6-standard-1", t),
        ["vm root password"] = (c, t) => c.SetPasswordAsync(Vm, "aComplexP@ssword2", t),
        ["vm disks"] = (c, t) => c.DisksAsync(Vm, t).ToListAsync(t).AsTask(),
        ["vm snapshot (image from disk)"] = (c, t) => c.CaptureAsync(new LinodeCapture(25674, "snap-42") { Description = "panel snapshot", Tags = ["lobster"] }, t),
        ["vm console"] = (c, t) => c.LishAsync(Vm, t),
        ["vm bandwidth given month"] = (c, t) => Found(c.TransferAsync(Vm, new DateOnly(2025, 8, 1), t)),
        ["vm delete"] = (c, t) => c.DeleteAsync(Vm, t),
        ["ip list"] = (c, t) => c.AddressesAsync(Vm, t),
        ["ip add"] = (c, t) => c.AddAddressAsync(Vm, true, t),
        ["ip add private"] = (c, t) => c.AddAddressAsync(Vm, false, t),
        ["ip remove"] = (c, t) => c.RemoveAddressAsync(Vm, Address, t),
        ["ipv6 range add"] = (c, t) => c.AddRangeAsync(Vm, t),
        ["ipv6 range remove"] = (c, t) => c.RemoveRangeAsync("2600:3c01::", t),
        ["rdns set (network route)"] = (c, t) => c.SetReverseAsync(Address, "vm-42.example.org", t),
        ["rdns reset"] = (c, t) => c.SetReverseAsync(Address, null, t),
        ["event list (async progress)"] = (c, t) => c.EventsAsync(Vm, t),
    };

    public static TheoryData<string> Ops => [.. Calls.Keys];

    [Theory, MemberData(nameof(Ops))]
    public async Task Request_OfTheContract_IsSentAsGiven(string op)
    {
        using var wire = new WireRecorder();

        await wire.AssertSendsAsync(WireRequest.ReadAll("linode")[op], () => Calls[op](new LinodeClient(wire.Client(new LinodeFaults())), Token));
    }

    // The label alone: tags would replace the whole set.
    [Fact]
    public async Task Request_Rename_IsSentAsGivenWithoutTags()
    {
        using var wire = new WireRecorder();
        var wanted = WireRequest.ReadAll("linode")["vm rename / retag"] with { Body = new JsonObject { ["label"] = "vm-42-new" } };

        await wire.AssertSendsAsync(wanted, () => new LinodeClient(wire.Client(new LinodeFaults())).UpdateAsync(Vm, new LinodeUpdate("vm-42-new"), Token));
    }

    [Fact]
    public async Task Request_Rescue_NamesTheDisks()
    {
        using var wire = new WireRecorder();
        var wanted = WireRequest.ReadAll("linode")["vm rescue"] with { Body = JsonNode.Parse("""{"devices":{"sda":{"disk_id":25674}}}""") };

        await wire.AssertSendsAsync(wanted, () => new LinodeClient(wire.Client(new LinodeFaults())).RescueAsync(Vm, new Dictionary<string, LinodeDevice> { ["sda"] = new(25674) }, Token));
    }

    [Theory]
    [InlineData("vm list", """{"region":"us-east"}""")]
    [InlineData("vm list by tag", """{"tags":"lobster"}""")]
    [InlineData("region plan availability", """{"region":"us-east"}""")]
    [InlineData("event list (async progress)", """{"entity.id":123,"entity.type":"linode","+order_by":"created","+order":"desc"}""")]
    [InlineData("image list", null)]
    public async Task Request_Filter_IsTheHeaderOfTheContract(string op, string? filter)
    {
        using var wire = new WireRecorder();

        await Assert.ThrowsAsync<BackendException>(() => Calls[op](new LinodeClient(wire.Client(new LinodeFaults())), Token));

        Assert.Equal(filter, wire.Requests[0].Headers.TryGetValues("X-Filter", out var told) ? told.Single() : null);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // What is not there is null to the client; here nothing is.
    private static async Task Found<T>(Task<T?> found)
        where T : class => _ = await found ?? throw new BackendException(BackendErrorKind.NotFound, "It is not there.");
}
