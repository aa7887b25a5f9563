using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IImageCatalogue))]
public abstract class ImageCatalogueConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task ListImages_Always_HasTheOnesWeBootEachOnce()
    {
        var images = await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token);

        Assert.Equal(images.Count, images.DistinctBy(i => i.Id).Count());
        Assert.Contains(images, i => i.Id == Cloud.ImageId && i.State == ImageState.Ready);
        Assert.Contains(images, i => i.Id == Cloud.OtherImageId && i.State == ImageState.Ready);
        Assert.All(images, i => Assert.NotEmpty(i.Name));
    }
}
