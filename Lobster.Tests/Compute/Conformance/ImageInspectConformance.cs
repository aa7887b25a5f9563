using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IImageInspect))]
public abstract class ImageInspectConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task GetImage_Public_IsReady()
    {
        var image = await Capability<IImageInspect>().GetImageAsync(Cloud.ImageId, Token);

        Assert.Equal((Cloud.ImageId, ImageState.Ready), (image?.Id, image?.State));
    }

    [Fact]
    public async Task GetImage_Unknown_IsNull() => Assert.Null(await Capability<IImageInspect>().GetImageAsync("999999999", Token));

    [Fact]
    public async Task FindImage_TokenOfNobody_IsNull() =>
        Assert.Null(await Capability<IImageInspect>().FindImageByTokenAsync(Guid.CreateVersion7(), Token));
}
