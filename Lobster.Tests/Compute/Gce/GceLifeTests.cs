using System.Text.Json.Nodes;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

/// <summary>How machines come and go at Google, beyond what the suites of all backends ask.</summary>
public sealed class GceLifeTests : ConformanceSuite<GceFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk one@example.org";
    private static readonly (string, string) NoRoom = ("ZONE_RESOURCE_POOL_EXHAUSTED", "The zone does not have enough resources available.");

    [Fact]
    public async Task Create_Request_SaysAllOfIt()
    {
        var size = new VmSize("e2-medium", 2, 4096, 30) { Metadata = new Dictionary<string, string> { ["gce.diskType"] = "pd-balanced", ["gce.networkTier"] = "STANDARD", ["gce.tags"] = "web, ssh" } };
        var request = Request("My Shop 1") with { Size = size, SshKeys = [Key, Key + "2"], UserData = "#cloud-config\n" };

        var accepted = await Backend.CreateAsync(request, Token);

        var (asked, body) = Sent();
        var name = $"lobster-{request.Token:N}";
        Assert.Equal($"us-central1-f:{name}", accepted.VmId);
        Assert.EndsWith($"/zones/us-central1-f/instances?requestId={request.Token}", asked, StringComparison.Ordinal);
        AssertSame($$"""
            {
              "name": "{{name}}", "machineType": "zones/us-central1-f/machineTypes/e2-medium",
              "disks": [{"boot": true, "autoDelete": true, "type": "PERSISTENT", "initializeParams": {"sourceImage": "projects/debian-cloud/global/images/family/debian-12", "diskSizeGb": "30",
                "diskType": "zones/us-central1-f/diskTypes/pd-balanced", "labels": {"lobster-vm": "{{name}}"} } }],
              "networkInterfaces": [{"network": "global/networks/default", "accessConfigs": [{"type": "ONE_TO_ONE_NAT", "name": "External NAT", "networkTier": "STANDARD"}]}],
              "metadata": {"items": [{"key": "user-data", "value": "#cloud-config\n"}, {"key": "ssh-keys", "value": "cloud:{{Key}}\ncloud:{{Key}}2"},
                {"key": "block-project-ssh-keys", "value": "TRUE"}, {"key": "enable-oslogin", "value": "FALSE"}]},
              "labels": {"lobster-panel": "{{Cloud.InstallationId:N}}", "lobster-token": "{{request.Token:N}}", "lobster-name": "my-shop-1"},
              "tags": {"items": ["web", "ssh"]}
            }
            """, body);
    }

    [Fact]
    public async Task Create_OtherOptions_AreSaid()
    {
        var backend = Cloud.Open(new Dictionary<string, string> { ["zone"] = GceFake.Zone, ["network"] = "projects/host/global/networks/shared", ["subnetwork"] = "customers", ["sshUser"] = "admin1" });

        await backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);

        var body = Sent().Body;
        Assert.Equal(("projects/host/global/networks/shared", "regions/us-central1/subnetworks/customers"), ((string?)body["networkInterfaces"]![0]!["network"], (string?)body["networkInterfaces"]![0]!["subnetwork"]));
        Assert.Equal($"admin1:{Key}", (string?)body["metadata"]!["items"]![0]!["value"]);
    }

    [Fact]
    public async Task Create_PlanOfNoProvider_TakesTheFamilysTypeOfItsFigures()
    {
        await Backend.CreateAsync(Request() with { Size = new VmSize(null, 4, 16384, 20) }, Token);

        Assert.EndsWith("/e2-standard-4", (string?)Sent().Body["machineType"], StringComparison.Ordinal);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 1, 3840, 20) }, Token));
    }

    [Theory]
    [InlineData("gce.diskType", "PD SSD")]
    [InlineData("gce.networkTier", "GOLD")]
    [InlineData("gce.tags", "web,-")]
    public async Task Create_PlanMetadataThatMakesNoSense_IsRejected(string key, string value) =>
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = new Dictionary<string, string> { [key] = value } } }, Token));

    [Fact]
    public async Task Create_SameTokenTwice_IsOneMachine()
    {
        var request = Request();
        var first = await Backend.CreateAsync(request, Token);

        var second = await Backend.CreateAsync(request, Token);

        Assert.Equal(first, second);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Create_NameIsTaken_IsOutcomeUnknownSoThatItIsLookedUp()
    {
        var request = Request();
        await Backend.CreateAsync(request, Token);
        Cloud.Api.ForgetRequests();

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
    }

    [Theory]
    [InlineData("debian-cloud/no-such-image")]
    [InlineData("no-such-project/family/debian-12")]
    [InlineData("debian-cloud/family/debian-12/../x")]
    public async Task Create_UnknownImageOfAnyForm_IsRejected(string image) => await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageId = image }, Token));

    [Fact]
    public async Task Create_ZoneIsFull_FailsAndLeavesNothing()
    {
        Cloud.Api.Fails["insert"] = NoRoom;

        var failed = await FailsAsync((await Backend.CreateAsync(Request(), Token)).Change);

        Assert.Equal(BackendErrorKind.QuotaExceeded, failed.Kind);
        Assert.Empty(await ListAsync());
        Assert.Empty(Cloud.Api.Disks);
    }

    [Fact]
    public async Task Create_NoAddressCanBeKept_Fails()
    {
        Cloud.Api.Fails["address"] = ("QUOTA_EXCEEDED", "Quota 'STATIC_ADDRESSES' exceeded.");

        Assert.Equal(BackendErrorKind.QuotaExceeded, (await FailsAsync((await Backend.CreateAsync(Request(), Token)).Change)).Kind);
    }

    [Fact]
    public async Task Create_OperationForgotten_IsFollowedByTheMachine()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));
        await ListAsync();
        Cloud.Api.ForgetOperations();

        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Single(Cloud.Api.Addresses);
    }

    [Fact]
    public async Task Address_OfAMachine_OutlivesAStopAndGoesWithTheMachine()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));
        var after = await GetAsync(vm.Id);

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(vm.Addresses!.Select(a => a.Address), after.Addresses!.Select(a => a.Address));
        Assert.Equal(after.Addresses![1].Address, after.Addresses![0].MapsTo);
        Assert.Empty(Cloud.Api.Addresses);
        Assert.Empty(Cloud.Api.Disks);
    }

    [Fact]
    public async Task Delete_NobodyFollowedIt_IsFinishedByTheNextOne()
    {
        var vm = await RunningAsync();
        await Backend.DeleteAsync(vm.Id, Token);
        await UntilAsync(async () => await Backend.GetAsync(vm.Id, Token) is null);

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Empty(Cloud.Api.Addresses);
    }

    [Fact]
    public async Task CreateAndDelete_EveryStepBegunTwice_LeaveNothing()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        await FollowTwiceAsync(accepted.Change);
        var kept = Cloud.Api.Addresses.Count;

        await FollowTwiceAsync(await Backend.DeleteAsync(accepted.VmId, Token));

        Assert.Equal((1, 0, 0), (kept, Cloud.Api.Addresses.Count, Cloud.Api.Disks.Count));
    }

    [Fact]
    public async Task List_AThousandMachines_TakesTwoRequestsAndTellsTheirPower()
    {
        await ListAsync();
        Cloud.Api.Add(1000);
        Cloud.Api.Asked.Clear();

        var all = await ListAsync();

        Assert.Equal(2, Cloud.Api.Asked.Count);
        Assert.Equal(1000, all.Count(vm => vm.Power == PowerState.Running && vm.Mark is null));
    }

    [Fact]
    public async Task List_OurZoneCannotTell_IsUnavailable()
    {
        Cloud.Api.ZoneWarning = "UNREACHABLE";

        await RefusedAsync(BackendErrorKind.Unavailable, ListAsync);
    }

    [Fact]
    public async Task List_OurZoneIsNamedUnreachable_IsUnavailable()
    {
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(System.Net.HttpStatusCode.OK, """{"kind":"compute#instanceAggregatedList","unreachables":["projects/demo/zones/us-central1-f"]}""") });

        await RefusedAsync(BackendErrorKind.Unavailable, ListAsync);
    }

    [Fact]
    public async Task Check_Region_TellsQuotasAndAZoneThatIsNone()
    {
        var good = await Backend.CheckAsync(Token);
        var other = await Cloud.Open(new Dictionary<string, string> { ["zone"] = "us-central1-z" }).CheckAsync(Token);

        Assert.Equal("panel@demo.iam.gserviceaccount.com in project demo", good.Identity);
        Assert.Equal([new BackendLimit("CPUS", 2, 24), new BackendLimit("IN_USE_ADDRESSES", 1, 8)], good.Limits);
        Assert.Empty(good.Warnings);
        Assert.Equal(["Google has no zone us-central1-z."], other.Warnings);
    }

    [Fact]
    public async Task Rename_NameThatIsNoLabel_IsRejected()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IRename>().RenameAsync(vm.Id, "Web 1", Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IRename>().RenameAsync(vm.Id, new string('a', 64), Token));
    }

    [Fact]
    public async Task Rename_SomebodyElseChangedALabel_IsAConflict()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/setLabels", StringComparison.Ordinal))
        {
            Instead = Trouble.Says(System.Net.HttpStatusCode.PreconditionFailed, """{"error":{"code":412,"message":"Labels fingerprint either invalid","errors":[{"reason":"conditionNotMet"}]}}"""),
        });

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IRename>().RenameAsync(vm.Id, "other", Token));
    }

    [Fact]
    public async Task Snapshot_AskedTwiceWithOneToken_IsOneImageUnderTheCustomersName()
    {
        var vm = await RunningAsync();
        var token = Guid.CreateVersion7();
        var first = await Capability<ISnapshot>().SnapshotAsync(vm.Id, "Before the move", token, Token);

        var second = await Capability<ISnapshot>().SnapshotAsync(vm.Id, "Before the move", token, Token);
        await DoneAsync(vm.Id, second);

        Assert.Equal((first.ResultId, $"demo/lobster-{token:N}"), (second.ResultId, first.ResultId));
        var own = Assert.Single(await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token), i => !i.IsPublic);
        Assert.Equal(("Before the move", 701L, 20), (own.Name, own.SizeMb, own.MinDiskGb));
    }

    [Fact]
    public async Task Snapshot_Fails_LeavesNoImage()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["image"] = ("QUOTA_EXCEEDED", "Quota 'IMAGES' exceeded.");

        var failed = await FailsAsync(await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));

        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(BackendErrorKind.QuotaExceeded, failed.Kind);
        Assert.DoesNotContain(await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token), i => !i.IsPublic);
    }

    [Fact]
    public async Task Images_Public_AreTheFamiliesThatAreNotWithdrawn()
    {
        var images = await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token);

        Assert.Equal(["debian-cloud/family/debian-12", "ubuntu-os-cloud/family/ubuntu-2404-lts-amd64"], images.Select(i => i.Id));
        Assert.All(images, i => Assert.Equal((true, 10, ImageState.Ready), (i.IsPublic, i.MinDiskGb, i.State)));
    }

    [Fact]
    public async Task ConsoleLog_IsToldAsText()
    {
        var vm = await RunningAsync();

        Assert.Equal("Linux version\n", (await Capability<ICustomActions>().RunActionAsync(vm.Id, "console-log", new Dictionary<string, string>(), Token)).Text);
    }

    [Fact]
    public async Task Start_SuspendedInGooglesConsole_IsAConflict()
    {
        var vm = await RunningAsync();
        Cloud.Api.Instance(vm.Id).Status = "SUSPENDED";

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StartAsync(vm.Id, Token));
    }

    private (string Asked, JsonNode Body) Sent()
    {
        var at = Cloud.Api.Requests.FindLastIndex(r => Cloud.IsCreate(r));
        return (Cloud.Api.Asked[at], JsonNode.Parse(Cloud.Api.Bodies[at])!);
    }

    private static void AssertSame(string wanted, JsonNode sent) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(wanted), sent), sent.ToJsonString());

    private Task<BackendTask.Failed> FailsAsync(BackendChange change) => GceFollowing.FailsAsync(Cloud, change);

    private Task FollowTwiceAsync(BackendChange change) => GceFollowing.TwiceAsync(Cloud, change);
}
