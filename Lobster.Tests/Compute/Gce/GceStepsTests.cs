using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Changes of several steps: begun twice, broken off, and led back.</summary>
public sealed class GceStepsTests : ConformanceSuite<GceFixture>
{
    private static readonly (string, string) NoRoom = ("ZONE_RESOURCE_POOL_EXHAUSTED", "The zone does not have enough resources available.");
    private static readonly (string, string) Broken = ("INVALID_USAGE", "It cannot be done.");

    private IResize Resize => Capability<IResize>();

    private IReimage Reimage => Capability<IReimage>();

    [Fact]
    public async Task Resize_EveryStepBegunTwice_EndsAsOnce()
    {
        var vm = await RunningAsync();

        await GceFollowing.TwiceAsync(Cloud, await Resize.ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        var after = await GetAsync(vm.Id);
        Assert.Equal((PowerState.Running, "e2-medium", 40), (after.Power, after.PlanId, after.DiskGb));
        Assert.False(Cloud.Api.Instance(vm.Id).Labels.ContainsKey("lobster-restart"));
        Assert.Equal(vm.Addresses!.Select(a => a.Address), after.Addresses!.Select(a => a.Address));
    }

    [Theory]
    [InlineData("resizeDisk", "QUOTA_EXCEEDED", BackendErrorKind.QuotaExceeded)]
    [InlineData("setMachineType", "INVALID_USAGE", BackendErrorKind.Rejected)]
    [InlineData("start", "ZONE_RESOURCE_POOL_EXHAUSTED", BackendErrorKind.QuotaExceeded)]
    [InlineData("stop", "INTERNAL_ERROR", BackendErrorKind.Rejected)]
    public async Task Resize_StepFails_RunsOnWithItsOldType(string step, string code, BackendErrorKind kind)
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails[step] = (code, "It cannot be done.");

        var failed = await GceFollowing.FailsAsync(Cloud, await Resize.ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        var after = await GetAsync(vm.Id);
        Assert.Equal((kind, PowerState.Running, "e2-small"), (failed.Kind, after.Power, after.PlanId));
        Assert.False(Cloud.Api.Instance(vm.Id).Labels.ContainsKey("lobster-restart"));
    }

    [Fact]
    public async Task Resize_UnknownType_IsRejectedBeforeAnythingIsDone()
    {
        var vm = await RunningAsync();
        Cloud.Api.Asked.Clear();

        await RefusedAsync(BackendErrorKind.Rejected, () => Resize.ResizeAsync(vm.Id, new VmSize("e2-nothing", 2, 2048, 40), Token));

        Assert.DoesNotContain(Cloud.Api.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resize_AskedAgainWhenItIsSo_IsDone()
    {
        var vm = await RunningAsync();

        Assert.IsType<BackendChange.Done>(await Resize.ResizeAsync(vm.Id, Cloud.Size, Token));
    }

    [Fact]
    public async Task Stop_MachineLeftHalfResized_IsNotStartedByTheNextResize()
    {
        var vm = await RunningAsync();
        Cloud.Api.Instance(vm.Id).Labels["lobster-restart"] = "true";
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StopAsync(vm.Id, Token)); // the label is being taken off
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(2));
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Resize.ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_EveryStepBegunTwice_LeavesOneDiskOfTheNewImage()
    {
        var vm = await RunningAsync();

        await GceFollowing.TwiceAsync(Cloud, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal("projects/ubuntu-os-cloud/global/images/ubuntu-2404-noble-amd64-v20260110", Cloud.Api.ImageOf(Assert.Single(Cloud.Api.Disks)));
        var after = await GetAsync(vm.Id);
        Assert.Equal((PowerState.Running, 20), (after.Power, after.DiskGb));
        Assert.Equal(vm.Addresses!.Select(a => a.Address), after.Addresses!.Select(a => a.Address));
    }

    [Fact]
    public async Task Reimage_TwiceInARow_LeavesOneDisk()
    {
        var vm = await RunningAsync();
        foreach (var image in new[] { Cloud.OtherImageId, Cloud.ImageId, Cloud.ImageId }) await DoneAsync(vm.Id, await Reimage.ReimageAsync(new ReimageVm(vm.Id, image), Token));

        Assert.Contains("debian-12", Cloud.Api.ImageOf(Assert.Single(Cloud.Api.Disks)), StringComparison.Ordinal);
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));
        Assert.Empty(Cloud.Api.Disks);
    }

    [Fact]
    public async Task Reimage_StoppedMachine_EndsRunning()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Theory]
    [InlineData("disk")]
    [InlineData("stop")]
    [InlineData("detachDisk")]
    [InlineData("attachDisk")]
    public async Task Reimage_StepFails_RunsOnWithItsOldDiskAndLeavesNoOther(string step)
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails[step] = Broken;

        var failed = await GceFollowing.FailsAsync(Cloud, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal(BackendErrorKind.Rejected, failed.Kind);
        Assert.Contains("debian-12", Cloud.Api.ImageOf(Assert.Single(Cloud.Api.Disks)), StringComparison.Ordinal);
        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_NoRoomToStartAgain_FailsAndCanBeAskedForAgain()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["start"] = NoRoom;
        var failed = await GceFollowing.FailsAsync(Cloud, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        var between = (await GetAsync(vm.Id)).Power;

        await DoneAsync(vm.Id, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal((BackendErrorKind.QuotaExceeded, PowerState.Stopped), (failed.Kind, between));
        Assert.Contains("ubuntu", Cloud.Api.ImageOf(Assert.Single(Cloud.Api.Disks)), StringComparison.Ordinal);
        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_MachineLeftWithoutADisk_GetsOneAndKeepsNoOther()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.Instance(vm.Id).Disks.Clear();

        await DoneAsync(vm.Id, await Reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Contains("ubuntu", Cloud.Api.ImageOf(Assert.Single(Cloud.Api.Disks)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reimage_OtherKeysAndUserData_AreGivenToTheGuestAndNothingElseIsForgotten()
    {
        var accepted = await Backend.CreateAsync(Request() with { UserData = "#cloud-config\n" }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        Cloud.Api.Instance(accepted.VmId).Metadata.Add(new System.Text.Json.Nodes.JsonObject { ["key"] = "startup-script", ["value"] = "true" });

        await DoneAsync(accepted.VmId, await Reimage.ReimageAsync(new ReimageVm(accepted.VmId, Cloud.OtherImageId) { SshKeys = ["ssh-ed25519 AAAA one"] }, Token));

        var items = Cloud.Api.Instance(accepted.VmId).Metadata.ToDictionary(i => (string)i!["key"]!, i => (string)i!["value"]!);
        Assert.Equal(["block-project-ssh-keys", "enable-oslogin", "ssh-keys", "startup-script"], items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("cloud:ssh-ed25519 AAAA one", items["ssh-keys"]);
    }

    [Fact]
    public async Task Reimage_ImageLargerThanTheDisk_IsRejected()
    {
        var accepted = await Backend.CreateAsync(Request() with { Size = Cloud.Size with { DiskGb = 5 } }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        await RefusedAsync(BackendErrorKind.Rejected, () => Reimage.ReimageAsync(new ReimageVm(accepted.VmId, Cloud.OtherImageId), Token));
    }
}
