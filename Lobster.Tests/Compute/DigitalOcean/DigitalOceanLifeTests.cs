using System.Net;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>What only DigitalOcean has in a machine's life: guests that do not shut down, steps that a panel leaves half-done, and things that outlive the machine.</summary>
public sealed class DigitalOceanLifeTests : ConformanceSuite<DigitalOceanFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann@example.org";

    [Fact]
    public async Task Stop_GuestThatDoesNotShutDown_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.Equal(["shutdown", "power_off"], Actions());
    }

    [Fact]
    public async Task Stop_GuestThatShutsDown_KeepsItsPower()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(["shutdown"], Actions());
    }

    [Fact]
    public async Task Stop_ShutdownFails_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails.Add("shutdown");

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Stop_StepBegunTwice_DoesNoHarm()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.StopAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(70));
        var tasks = Capability<ILongTasks>();

        var once = Assert.IsType<BackendTask.Running>(await tasks.GetTaskAsync(poll.TaskId, Token));
        var twice = Assert.IsType<BackendTask.Running>(await tasks.GetTaskAsync(poll.TaskId, Token));
        await DoneAsync(vm.Id, poll);

        Assert.NotNull(once.ContinueAs);
        Assert.Null(twice.ContinueAs);
        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resize_ChangeFails_LeavesSizeAndPowerAsTheyWere(bool running)
    {
        var vm = await RunningAsync();
        if (!running) await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.Fails.Add("resize");

        var failed = await FailedAsync(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal(BackendErrorKind.Rejected, failed.Kind);
        Assert.Equal((vm.RamMb, running ? PowerState.Running : PowerState.Stopped), (after.RamMb, after.Power));
    }

    [Fact]
    public async Task Resize_GuestThatDoesNotShutDown_IsResizedAndRuns()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((PowerState.Running, Cloud.LargerSize.RamMb), (after.Power, after.RamMb));
        Assert.Equal(["shutdown", "power_off", "resize", "power_on"], Actions());
    }

    [Fact]
    public async Task Resize_LeftHalfDoneAndAskedForAgain_StartsTheMachine()
    {
        var vm = await RunningAsync();
        var poll = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.IsType<BackendTask.Running>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token)); // off, and being changed
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(90));

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var stop = await Backend.StopAsync(vm.Id, Token);
        await DoneAsync(vm.Id, stop);

        Assert.Equal(["shutdown", "resize", "power_on", "shutdown"], Actions());
        Assert.IsType<BackendChange.Done>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
    }

    [Fact]
    public async Task Resize_PlanOfTheSameDisk_KeepsTheDiskAndCanBeTakenBack()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize with { DiskGb = Cloud.Size.DiskGb }, Token));
        var larger = await GetAsync(vm.Id);
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size, Token));

        Assert.Equal((Cloud.LargerSize.RamMb, Cloud.Size.DiskGb), (larger.RamMb, larger.DiskGb));
        Assert.Equal(vm.RamMb, (await GetAsync(vm.Id)).RamMb);
    }

    [Fact]
    public async Task Create_WithKeys_ImportsThemAndRemovesThemAgain()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key, Key] }, Token);
        var imported = Cloud.Api.Keys.Count;
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal(1, imported);
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnswerLost_KeysGoWithTheMachine()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = await Backend.FindByTokenAsync(request.Token, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));

        await DoneAsync(found!.Id, await Backend.DeleteAsync(found.Id, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnswerLostAndNothingMade_FindsItsKeyAgain()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_KeyThatTheAccountHas_UsesItAndLeavesIt()
    {
        Cloud.Api.AddKey("operator", Key);

        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        await DoneAsync(accepted.VmId, await Backend.DeleteAsync(accepted.VmId, Token));

        Assert.Equal(["operator"], Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_Refused_RemovesItsKeys()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key], ImageId = "no-such-image" }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key, "no key"] }, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_SharedKeyRemovedMeanwhile_IsAConflictAndWorksThen()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.AddKey("another create", Key);
        Cloud.Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Says(HttpStatusCode.UnprocessableEntity, """{"id":"unprocessable_entity","message":"Invalid key identifiers for Droplet creation."}""") });

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.CreateAsync(request, Token));
        var accepted = await Backend.CreateAsync(request, Token);

        await DoneAsync(accepted.VmId, accepted.Change);
    }

    [Fact]
    public async Task Delete_MachineWithExtras_LeavesNothingThatCostsOrPilesUp()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        await DoneAsync(accepted.VmId, await Capability<IAddressChanges>().AddAddressAsync(accepted.VmId, AddressType.PublicIPv4, Token));
        var reserved = Cloud.Api.Reserved.Count;

        await DoneAsync(accepted.VmId, await Backend.DeleteAsync(accepted.VmId, Token));

        Assert.Equal(1, reserved);
        Assert.Empty(Cloud.Api.Reserved);
        Assert.Equal([$"lobster-panel-{Cloud.InstallationId:N}"], Cloud.Api.Tags);
    }

    [Fact]
    public async Task AddAddress_CannotBeAssigned_IsGivenBack()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails.Add("assign_ip");

        await FailedAsync(await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        Assert.Empty(Cloud.Api.Reserved);
    }

    [Fact]
    public async Task AddAddress_ASecondOne_IsRejectedAndReservesNothing()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        Assert.Single(Cloud.Api.Reserved);
    }

    [Fact]
    public async Task Stop_StartedByHandWhileItsPowerIsCut_IsCutAgain()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.StopAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(70));
        var cutting = Assert.IsType<BackendTask.Running>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token)).ContinueAs!;
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));

        await DoneAsync(vm.Id, new BackendChange.Poll(cutting));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Theory]
    [InlineData("my shop")]
    [InlineData("shop.")]
    [InlineData("")]
    public async Task Rename_NameThatIsForbidden_IsRejected(string name)
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IRename>().RenameAsync(vm.Id, name, Token));
    }

    [Fact]
    public async Task Create_PlanWithOptions_SendsThem()
    {
        var metadata = new Dictionary<string, string> { ["digitalocean.vpc"] = "760e09ef-dc84-11e8-981e-3cfdfeaae000", ["digitalocean.backups"] = "enabled" };

        await Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = metadata } }, Token);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = new Dictionary<string, string> { ["digitalocean.vpc"] = "mine" } } }, Token));

        var body = Cloud.Api.Bodies[Cloud.Api.Requests.FindIndex(Cloud.IsCreate)];
        Assert.Contains("\"vpc_uuid\":\"760e09ef-dc84-11e8-981e-3cfdfeaae000\"", body, StringComparison.Ordinal);
        Assert.Contains("\"backups\":true", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_GlobalPlan_TakesTheSizeOfTheseFigures()
    {
        var accepted = await Backend.CreateAsync(Request() with { Size = new VmSize(null, 4, 8192, 160) }, Token);

        Assert.Equal("s-4vcpu-8gb", (await GetAsync(accepted.VmId)).PlanId);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 8192, 160) }, Token));
    }

    // The types of the actions that were taken, oldest first.
    private IEnumerable<string> Actions() => Cloud.Api.Bodies.Where((_, at) => Cloud.Api.Asked[at].StartsWith("POST", StringComparison.Ordinal) && Cloud.Api.Asked[at].EndsWith("/actions", StringComparison.Ordinal))
        .Select(b => (string)System.Text.Json.Nodes.JsonNode.Parse(b)!["type"]!);

    private async Task<BackendTask.Failed> FailedAsync(BackendChange change)
    {
        var id = Assert.IsType<BackendChange.Poll>(change, exactMatch: false).TaskId;
        BackendTask.Failed? failed = null;
        await UntilAsync(async () =>
        {
            var task = await Capability<ILongTasks>().GetTaskAsync(id, Token);
            id = (task as BackendTask.Running)?.ContinueAs ?? id;
            failed = task as BackendTask.Failed;
            return failed is not null;
        });
        return failed!;
    }
}
