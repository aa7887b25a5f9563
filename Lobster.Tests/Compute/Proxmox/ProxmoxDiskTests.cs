using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Disks that are exchanged, grown and copied, and what is left when that goes wrong.</summary>
public sealed class ProxmoxDiskTests : ConformanceSuite<ProxmoxFixture>
{
    private const string Full = "unable to create image: No space left on device";

    [Fact]
    public async Task Reimage_OldDisk_IsRemovedAndNoOther()
    {
        var vm = await RunningAsync();
        Cloud.Api.Configure(vm.Id, "unused7", "local-lvm:vm-1-disk-9");
        var old = Volume(vm.Id);

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        var config = Cloud.Api.Config(vm.Id);

        Assert.NotEqual(old, Volume(vm.Id));
        Assert.Equal("local-lvm:vm-1-disk-9", Assert.Single(config, c => c.Key.StartsWith("unused", StringComparison.Ordinal)).Value);
        Assert.EndsWith("size=20G", config["scsi0"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reimage_EveryStepBegunTwice_EndsAsIfBegunOnce()
    {
        var vm = await RunningAsync();
        var tasks = Capability<ILongTasks>();
        var id = Assert.IsType<BackendChange.Poll>(await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token)).TaskId;

        await UntilAsync(async () =>
        {
            var once = await tasks.GetTaskAsync(id, Token);
            await tasks.GetTaskAsync(id, Token);
            id = (once as BackendTask.Running)?.ContinueAs ?? id;
            return once is BackendTask.Succeeded;
        });

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
        Assert.Equal(1, Cloud.Api.Workers.Count(w => w == "qmconfig"));
        Assert.DoesNotContain(Cloud.Api.Config(vm.Id), c => c.Key.StartsWith("unused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reimage_NoRoom_FailsAndCanBeAskedForAgain()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["qmconfig"] = Full;

        var failed = await FailedAsync(await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        var between = (await GetAsync(vm.Id)).Power;
        Cloud.Api.Fails.Clear();
        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal((BackendErrorKind.QuotaExceeded, PowerState.Stopped), (failed.Kind, between));
        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_ByAnIsoAndBack_ChangesTheSecondDrive()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, "local:iso/debian-12.iso") { ImageKind = ImageKind.Iso }, Token));
        var iso = Cloud.Api.Config(vm.Id)["ide2"];
        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.ImageId), Token));

        Assert.Equal("local:iso/debian-12.iso,media=cdrom", iso);
        Assert.Contains("cloudinit", Cloud.Api.Config(vm.Id)["ide2"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resize_NoRoom_LeavesSizeAndPowerAsTheyWere(bool running)
    {
        var vm = await RunningAsync();
        if (!running) await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.Fails["resize"] = Full;

        var failed = await FailedAsync(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal(BackendErrorKind.Rejected, failed.Kind);
        Assert.Equal((vm.VCpus, vm.RamMb, vm.DiskGb, running ? PowerState.Running : PowerState.Stopped), (after.VCpus, after.RamMb, after.DiskGb, after.Power));
        Assert.DoesNotContain("restart", Cloud.Api.Config(vm.Id)["tags"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resize_SizeThatItHas_IsDone()
    {
        var vm = await RunningAsync();

        Assert.IsType<BackendChange.Done>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size, Token));
    }

    [Fact]
    public async Task Snapshot_Copy_HasNothingOfTheGuestButItsDisk()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = ["ssh-ed25519 AAAA x"] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        var image = await DoneAsync(accepted.VmId, await Capability<ISnapshot>().SnapshotAsync(accepted.VmId, "My copy", Guid.CreateVersion7(), Token));
        var config = Cloud.Api.Config(image!);

        Assert.Equal("My-copy", config["name"]);
        Assert.DoesNotContain(config.Keys, k => k is "sshkeys" or "ipconfig0" or "net0" or "ide2");
        Assert.Equal(accepted.VmId, Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task Snapshot_AnswerLost_WhoeverLooksTakesTheStepThatIsLeft()
    {
        var vm = await RunningAsync();
        var token = Guid.CreateVersion7();
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", token, Token));

        var found = await Capability<IImageInspect>().FindImageByTokenAsync(token, Token);
        await DoneAsync("", new BackendChange.WatchImage { ResultId = found!.Id });

        Assert.Equal(ImageState.Ready, (await Capability<IImageInspect>().GetImageAsync(found.Id, Token))?.State);
    }

    [Fact]
    public async Task Snapshot_NoRoom_LeavesNothing()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["qmtemplate"] = Full;

        await FailedAsync(await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));
        await ListAsync();

        Assert.Equal([int.Parse(vm.Id, System.Globalization.CultureInfo.InvariantCulture)], Cloud.Api.Machines);
    }

    [Fact]
    public async Task Images_OfOthers_AreNotDeleted()
    {
        var vm = await RunningAsync();
        var image = await DoneAsync(vm.Id, await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
        var other = Assert.IsType<IImageDelete>(Cloud.Open(Guid.CreateVersion7()), exactMatch: false);

        await RefusedAsync(BackendErrorKind.Rejected, () => other.DeleteImageAsync(image!, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IImageDelete>().DeleteImageAsync("local:iso/debian-12.iso", Token));
    }

    [Fact]
    public async Task Fetch_NoSuchFile_FailsWithTheWordsOfTheProvider()
    {
        Cloud.Api.Fails["download"] = "download failed: 404 Not Found";

        var failed = await FailedAsync(await Capability<IImageFetch>().FetchImageAsync(new FetchImage(Guid.CreateVersion7(), "own", Cloud.FetchSource.Source, "qcow2"), Token));

        Assert.Contains("404", failed.Message, StringComparison.Ordinal);
    }

    private string Volume(string vm) => Cloud.Api.Config(vm)["scsi0"].Split(',')[0];

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
