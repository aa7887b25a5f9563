using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(ISnapshot))]
public abstract class SnapshotConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    private ISnapshot Snapshots => Capability<ISnapshot>();

    [Fact]
    public async Task Snapshot_Running_GivesAnImageWithItsMarkThatANewMachineBoots()
    {
        var vm = await RunningAsync();
        var token = Guid.CreateVersion7();

        var imageId = await DoneAsync(vm.Id, await Snapshots.SnapshotAsync(vm.Id, "copy", token, Token));
        await UntilAsync(async () => await Snapshots.GetImageAsync(imageId!, Token) is { State: ImageState.Ready });
        var image = await Snapshots.GetImageAsync(imageId!, Token);
        var second = await Backend.CreateAsync(Request() with { ImageId = imageId! }, Token);
        await DoneAsync(second.VmId, second.Change);

        Assert.Equal(new VmMark(Cloud.InstallationId, token), image!.Mark);
        Assert.False(image.IsPublic);
        Assert.True(image.SizeMb > 0);
        Assert.Equal(imageId, (await Snapshots.FindImageByTokenAsync(token, Token))?.Id);
        Assert.Equal(PowerState.Running, (await GetAsync(second.VmId)).Power);
    }

    [Fact]
    public async Task Snapshot_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Snapshots.SnapshotAsync(id, "copy", Guid.CreateVersion7(), Token));
}
