using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>What only Proxmox VE has in a machine's life: steps that somebody must take, locks, nodes that change, states that are old news.</summary>
public sealed class ProxmoxLifeTests : ConformanceSuite<ProxmoxFixture>
{
    [Fact]
    public async Task Create_AnswerLost_WhoeverLooksTakesTheStepsThatAreLeft()
    {
        var request = Request();
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = await Backend.FindByTokenAsync(request.Token, Token);

        await DoneAsync(found!.Id, new BackendChange.WatchVm(PowerState.Running));
        var vm = await GetAsync(found.Id);

        Assert.Equal((PowerState.Running, Cloud.Size.DiskGb), (vm.Power, vm.DiskGb));
        Assert.DoesNotContain("lobster-new", Cloud.Api.Config(vm.Id)["tags"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TagsNotToBeSeenYet_IsFoundByItsNumber()
    {
        Cloud.Api.HidesNewMachines = true;
        var request = Request();
        var accepted = await Backend.CreateAsync(request, Token);

        var found = await Backend.FindByTokenAsync(request.Token, Token);
        var hidden = await GetAsync(accepted.VmId);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal((accepted.VmId, new VmMark(Cloud.InstallationId, request.Token)), (found?.Id, found?.Mark));
        Assert.Equal(PowerState.Provisioning, hidden.Power);
        Assert.Equal(PowerState.Running, (await GetAsync(accepted.VmId)).Power);
        Assert.Null(await Cloud.Open(Guid.CreateVersion7()).FindByTokenAsync(request.Token, Token));
    }

    [Fact]
    public async Task Create_SameTokenAgain_MakesNoSecondMachine()
    {
        var request = Request();
        await Backend.CreateAsync(request, Token);

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        Assert.Single(Cloud.Api.Machines);
    }

    [Fact]
    public async Task Create_AfterADeletion_TakesAnotherNumber()
    {
        var first = await RunningAsync();
        await DoneAsync(first.Id, await Backend.DeleteAsync(first.Id, Token));

        var second = await RunningAsync();

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Create_DiskCannotBeWritten_FailsAndLeavesNothing()
    {
        Cloud.Api.Fails["qmstart"] = "start failed: Cannot allocate memory";
        var accepted = await Backend.CreateAsync(Request(), Token);

        var failed = await FailedAsync(accepted.Change);
        await DoneAsync(accepted.VmId, await Backend.DeleteAsync(accepted.VmId, Token));

        Assert.Equal(BackendErrorKind.QuotaExceeded, failed.Kind);
        Assert.Empty(Cloud.Api.Machines);
    }

    [Theory]
    [InlineData("9000", 2, "larger disk")]
    [InlineData("local:import/gone.qcow2", 20, "does not know the image")]
    [InlineData("local:snippets/debian.yaml", 20, "does not know the image")]
    [InlineData("local:import/a,media=cdrom.qcow2", 20, "does not know the image")]
    public async Task Create_ImageThatDoesNotFit_IsRejected(string image, int gb, string why)
    {
        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageId = image, Size = Cloud.Size with { DiskGb = gb } }, Token));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Api.Machines);
    }

    [Fact]
    public async Task Create_FileLargerThanThePlan_Fails()
    {
        var accepted = await Backend.CreateAsync(Request() with { ImageId = "local:import/debian-12.qcow2", Size = Cloud.Size with { DiskGb = 2 } }, Token);

        Assert.Contains("larger disk", (await FailedAsync(accepted.Change)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_FromAnIso_BootsItBesideAnEmptyDisk()
    {
        var accepted = await Backend.CreateAsync(Request() with { ImageId = "local:iso/debian-12.iso", ImageKind = ImageKind.Iso }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        var config = Cloud.Api.Config(accepted.VmId);

        Assert.Equal(("local:iso/debian-12.iso,media=cdrom", "order=scsi0;ide2"), (config["ide2"], config["boot"]));
        Assert.EndsWith("size=20G", config["scsi0"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithoutKeys_GivesAPasswordThatIsToldOnce()
    {
        var with = await Backend.CreateAsync(Request() with { SshKeys = ["ssh-ed25519 AAAA x"] }, Token);

        var without = await Backend.CreateAsync(Request(), Token);
        var login = Assert.IsType<GuestLogin>(without.Change.Login);

        Assert.Null(with.Change.Login);
        Assert.Equal(Cloud.Api.Config(without.VmId)["cipassword"], login.Password);
        Assert.DoesNotContain(login.Password, Assert.IsType<BackendChange.Poll>(without.Change).TaskId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UserData_IsRejected()
    {
        Assert.False(Backend.Description.TakesUserData);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { UserData = "#cloud-config" }, Token));
    }

    [Fact]
    public async Task Create_OptionsOfThePlan_AreSent()
    {
        var metadata = new Dictionary<string, string>
        {
            ["proxmox.storage"] = "fast", ["proxmox.bridge"] = "vmbr7", ["proxmox.cpu"] = "host", ["proxmox.networkMBps"] = "125", ["proxmox.snippet"] = "local:snippets/base.yaml",
        };
        var accepted = await Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = metadata } }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        var config = Cloud.Api.Config(accepted.VmId);

        Assert.StartsWith("fast:", config["scsi0"], StringComparison.Ordinal);
        Assert.Contains("bridge=vmbr7,rate=125", config["net0"], StringComparison.Ordinal);
        Assert.Equal(("host", "vendor=local:snippets/base.yaml"), (config["cpu"], config["cicustom"]));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(
            Request() with { Size = Cloud.Size with { Metadata = new Dictionary<string, string> { ["proxmox.bridge"] = "vmbr0,tag=1" } } }, Token));
    }

    [Theory]
    [InlineData(false, "qmshutdown")]
    [InlineData(true, "qmstop")]
    public async Task Stop_GuestIsAskedFirst_UnlessTheRegionSaysOtherwise(bool atOnce, string worker)
    {
        if (atOnce) Cloud.Values["shutdownSeconds"] = "0";
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(worker, Cloud.Api.Workers[^1]);
    }

    [Fact]
    public async Task Stop_ShutdownFails_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["qmshutdown"] = "VM quit/powerdown failed - got timeout";

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.Equal(["qmshutdown", "qmstop"], Cloud.Api.Workers.TakeLast(2));
    }

    [Fact]
    public async Task Reboot_GuestThatDoesNotHear_IsReset()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Backend.RebootAsync(vm.Id, Token));

        Assert.Equal(["qmreboot", "qmreset"], Cloud.Api.Workers.TakeLast(2));
    }

    [Fact]
    public async Task Stop_Halted_LosesItsPowerWithoutBeingAsked()
    {
        var vm = await RunningAsync();
        Cloud.Api.Say(vm.Id, "io-error");
        var halted = await GetAsync(vm.Id);

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StartAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Error, halted.Power);
        Assert.NotNull(halted.Problem);
        Assert.Equal("qmstop", Cloud.Api.Workers[^1]);
    }

    [Fact]
    public async Task AnyChange_MachineLockedByABackup_IsAConflictAndTheMachineRuns()
    {
        var vm = await RunningAsync();
        Cloud.Api.Lock(vm.Id, "backup");

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IRename>().RenameAsync(vm.Id, "other", Token));

        Assert.Equal((PowerState.Running, "running, lock backup"), ((await GetAsync(vm.Id)).Power, (await GetAsync(vm.Id)).RawState));
    }

    [Fact]
    public async Task Start_LockedForAWhile_WaitsForItsTurn()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.Lock(vm.Id, "backup");
        var change = Assert.IsType<BackendChange.Poll>(await Backend.StartAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

        var waiting = await Capability<ILongTasks>().GetTaskAsync(change.TaskId, Token);
        Cloud.Api.Lock(vm.Id, null);
        await DoneAsync(vm.Id, change);

        Assert.IsType<BackendTask.Running>(waiting);
        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Machine_OnAnotherNode_IsTheSame()
    {
        var vm = await RunningAsync();
        Cloud.Api.Migrate(vm.Id, "pve2");

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, "local:import/debian-12.qcow2"), Token));
    }

    [Fact]
    public async Task Delete_Protected_FailsAndSaysWhy()
    {
        var vm = await RunningAsync();
        Cloud.Api.Configure(vm.Id, "protection", "1");
        var tasks = Capability<ILongTasks>();
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.DeleteAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(5));

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => tasks.GetTaskAsync(poll.TaskId, Token));

        Assert.Contains("protected", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Life_OnAnOldRelease_IsTheSame()
    {
        Cloud.Api.IsOld = true;
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Null(await Backend.GetAsync(vm.Id, Token));
    }

    [Fact]
    public async Task List_PoolOfTheRegion_TellsItsMachinesOnly()
    {
        Cloud.Values["pool"] = "customers";
        Cloud.Api.AddForeign(3);

        var vm = await RunningAsync();

        Assert.Equal(vm.Id, Assert.Single(await ListAsync()).Id);
    }

    private async Task<BackendTask.Failed> FailedAsync(BackendChange change)
    {
        var id = Assert.IsType<BackendChange.Poll>(change).TaskId;
        BackendTask.Failed? failed = null;
        await UntilAsync(async () =>
        {
            var task = await Capability<ILongTasks>().GetTaskAsync(id, Token);
            id = (task as BackendTask.Running)?.ContinueAs ?? id;
            return (failed = task as BackendTask.Failed) is not null;
        });
        return failed!;
    }
}
