using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

/// <summary>What is peculiar to machines at Linode.</summary>
public sealed class LinodeMachinesTests : ConformanceSuite<LinodeFixture>
{
    [Fact]
    public async Task Create_SameTokenAgain_IsOutcomeUnknownAndOneMachine()
    {
        var request = Request();
        await Backend.CreateAsync(request, Token);

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Create_SameNameTwice_BothHaveIt()
    {
        var (one, two) = (await RunningAsync("web"), await RunningAsync("web"));

        Assert.Equal(("web", "web"), (one.Name, two.Name));
    }

    [Fact]
    public async Task Create_KeysAndUserData_AreSentWithAPasswordThatIsToldOnce()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = ["ssh-ed25519 AAAA me"], UserData = "#cloud-config\n" }, Token);

        var body = SentTo("POST /v4/linode/instances");
        Assert.Equal(new GuestLogin("root", Assert.Single(Cloud.Api.Passwords)), accepted.Change.Login);
        Assert.Equal("#cloud-config\n", Encoding.UTF8.GetString(Convert.FromBase64String((string)body["metadata"]!["user_data"]!)));
        Assert.Equal("ssh-ed25519 AAAA me", (string?)body["authorized_keys"]![0]);
        Assert.Equal("legacy_config", (string?)body["interface_generation"]);
    }

    [Fact]
    public async Task Create_PlanMetadata_IsSent()
    {
        var size = Cloud.Size with { Metadata = new Dictionary<string, string> { ["linode.backups"] = "enabled", ["linode.firewall"] = "77", ["linode.swapMb"] = "256", ["linode.diskEncryption"] = "disabled" } };

        await Backend.CreateAsync(Request() with { Size = size }, Token);

        var body = SentTo("POST /v4/linode/instances");
        Assert.Equal((true, 77, 256, "disabled"), ((bool)body["backups_enabled"]!, (int)body["firewall_id"]!, (int)body["swap_size"]!, (string)body["disk_encryption"]!));
    }

    [Theory]
    [InlineData("linode.backups", "yes")]
    [InlineData("linode.firewall", "mine")]
    [InlineData("linode.swapMb", "-1")]
    public async Task Create_SenselessPlanMetadata_IsRejectedBeforeAnyRequest(string key, string value)
    {
        var size = Cloud.Size with { Metadata = new Dictionary<string, string> { [key] = value } };

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = size }, Token));

        Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Api.Asked);
    }

    [Theory]
    [InlineData("linode/slackware15", 20)]
    [InlineData("linode/debian12", 65_536)]
    public async Task Create_UserDataThatCannotBe_IsRejectedAndMakesNothing(string image, int bytes)
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageId = image, UserData = new string('x', bytes) }, Token));

        Assert.DoesNotContain("POST /v4/linode/instances", Cloud.Api.Asked);
    }

    [Fact]
    public async Task Create_FiguresOnly_TakesTheCheapestTypeOfThem()
    {
        var accepted = await Backend.CreateAsync(Request() with { Size = new VmSize(null, 2, 4096, 80) }, Token);

        Assert.Equal("g6-standard-2", (await GetAsync(accepted.VmId)).PlanId);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 4096, 80) }, Token));
        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 4, 8192, 160) }, Token));
    }

    [Fact]
    public async Task List_OtherRegion_IsLeftOut()
    {
        await Cloud.Open(new() { ["region"] = "eu-central" }).CreateAsync(Request(), Token);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task List_ShrinksWhileItIsRead_IsUnavailable()
    {
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, """{"data":[{"id":1,"label":"a"}],"pages":2,"results":501}""") });
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, """{"data":[{"id":3,"label":"c"}],"pages":2,"results":500}""") });

        await RefusedAsync(BackendErrorKind.Unavailable, async () => await ListAsync());
    }

    [Fact]
    public async Task Rename_NameOfAnotherMachine_IsTaken()
    {
        var (one, two) = (await RunningAsync("one"), await RunningAsync("two"));

        await Capability<IRename>().RenameAsync(two.Id, "one", Token);

        Assert.Equal(one.Name, (await GetAsync(two.Id)).Name);
    }

    [Fact]
    public async Task Reimage_UnderWay_IsAConflictAndThenFollowedToItsEnd()
    {
        var vm = await RunningAsync();
        var change = Assert.IsType<BackendChange.Poll>(await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.ImageId), Token));
        await DoneAsync(vm.Id, change);

        Assert.Equal(change.Login?.Password, Cloud.Api.Passwords[^1]);
        Assert.Equal(Cloud.OtherImageId, (await GetAsync(vm.Id)).ImageId);
    }

    [Fact]
    public async Task Resize_StatusStillRunning_IsNotOverUntilTheEventsAre()
    {
        var vm = await RunningAsync();

        var change = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
        Assert.Equal(50, Assert.IsType<BackendTask.Running>(await Capability<ILongTasks>().GetTaskAsync(change.TaskId, Token)).Percent);
    }

    [Fact]
    public async Task Resize_AnotherSizeIsUnderWay_JoinsAndFailsInTheEnd()
    {
        var vm = await RunningAsync();
        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);

        var joined = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, new VmSize("g6-standard-4", 4, 8192, 160), Token));

        Assert.Equal(BackendErrorKind.Conflict, Assert.IsType<BackendTask.Failed>(await OverAsync(joined)).Kind);
        Assert.Equal(Cloud.LargerSize.PlanId, (await GetAsync(vm.Id)).PlanId);
    }

    [Fact]
    public async Task Resize_Fails_IsToldAndTheMachineIsAsItWas()
    {
        var vm = await RunningAsync();
        Cloud.Api.NextJobFails = true;
        var change = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        Assert.Equal(BackendErrorKind.Rejected, Assert.IsType<BackendTask.Failed>(await OverAsync(change)).Kind);
        var after = await GetAsync(vm.Id);
        Assert.Equal((PowerState.Running, vm.PlanId), (after.Power, after.PlanId));
    }

    [Fact]
    public async Task Reimage_Fails_IsToldAndNothingIsStarted()
    {
        var vm = await RunningAsync();
        Cloud.Api.NextJobFails = true;
        var change = Assert.IsType<BackendChange.Poll>(await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal(BackendErrorKind.Rejected, Assert.IsType<BackendTask.Failed>(await OverAsync(change)).Kind);
        Assert.DoesNotContain(Cloud.Api.Asked, a => a.EndsWith("/boot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Task_MachineIsGone_HasFailed()
    {
        var vm = await RunningAsync();
        var change = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        Cloud.Api.Remove(vm.Id);

        Assert.Equal(BackendErrorKind.NotFound, Assert.IsType<BackendTask.Failed>(await Capability<ILongTasks>().GetTaskAsync(change.TaskId, Token)).Kind);
    }

    [Fact]
    public async Task Snapshot_SeveralDisks_IsRejected()
    {
        var vm = await RunningAsync();
        Cloud.Api.AddDisk(vm.Id);

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
    }

    [Fact]
    public async Task Snapshot_UnderWay_KeepsOtherChangesWaiting()
    {
        var vm = await RunningAsync();
        await Capability<ISnapshot>().SnapshotAsync(vm.Id, "Café: 2€", Guid.CreateVersion7(), Token);

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StopAsync(vm.Id, Token));
    }

    [Fact]
    public async Task RootPassword_Stopped_IsNewAndTold()
    {
        var vm = await RunningAsync();
        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<ICustomActions>().RunActionAsync(vm.Id, "root-password", new Dictionary<string, string>(), Token));
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        var outcome = await Capability<ICustomActions>().RunActionAsync(vm.Id, "root-password", new Dictionary<string, string>(), Token);

        Assert.Equal(new GuestLogin("root", Cloud.Api.Passwords[^1]), outcome.Change.Login);
    }

    [Fact]
    public async Task Check_RestrictedUserAndOtherNetwork_Warns()
    {
        Cloud.Api.IsRestricted = true;
        Cloud.Api.InterfacesAllowed = "linode_only";

        var check = await Backend.CheckAsync(Token);

        Assert.Equal("panel", check.Identity);
        Assert.Equal(2, check.Warnings.Count);
    }

    private async Task<BackendTask> OverAsync(BackendChange.Poll change)
    {
        BackendTask? task = null;
        await UntilAsync(async () => (task = await Capability<ILongTasks>().GetTaskAsync(change.TaskId, Token)) is not BackendTask.Running);
        return task!;
    }

    private JsonNode SentTo(string what) => JsonNode.Parse(Cloud.Api.Bodies[Cloud.Api.Asked.IndexOf(what)])!;
}
