using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>Deleting images; where the backend can make one, of a real one.</summary>
[ConformsTo(typeof(IImageDelete))]
public abstract class ImageDeleteConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task DeleteImage_NeverExisted_Succeeds() => await DoneAsync("", await Capability<IImageDelete>().DeleteImageAsync("999999999", Token));

    [Fact]
    public async Task DeleteImage_Public_IsRejected() =>
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IImageDelete>().DeleteImageAsync(Cloud.ImageId, Token));

    [Fact]
    public async Task DeleteImage_Own_IsGone()
    {
        if (Backend is not ISnapshot) return; // it makes no images of its own
        var vm = await RunningAsync();
        var snapshots = Capability<ISnapshot>();
        var imageId = await DoneAsync(vm.Id, await snapshots.SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));

        await DoneAsync(vm.Id, await Capability<IImageDelete>().DeleteImageAsync(imageId!, Token));
        await DoneAsync(vm.Id, await Capability<IImageDelete>().DeleteImageAsync(imageId!, Token));

        Assert.Null(await snapshots.GetImageAsync(imageId!, Token));
    }
}
