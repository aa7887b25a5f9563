using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IImageFetch))]
public abstract class ImageFetchConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    private IImageFetch Images => Capability<IImageFetch>();

    [Fact]
    public async Task Fetch_GoodSource_IsReadyWithItsMarkAndAKnownSize()
    {
        var token = Guid.CreateVersion7();

        var imageId = await DoneAsync("", await Images.FetchImageAsync(Request(token), Token));
        await UntilAsync(async () => await Images.GetImageAsync(imageId!, Token) is { State: ImageState.Ready });
        var image = await Images.GetImageAsync(imageId!, Token);

        Assert.Equal(new VmMark(Cloud.InstallationId, token), image!.Mark);
        Assert.Equal(imageId, (await Images.FindImageByTokenAsync(token, Token))?.Id);
        Assert.NotEqual(0, image.SizeMb);
        Assert.Contains(Cloud.FetchSource.Format, Images.FetchFormats);
    }

    [Fact]
    public async Task Fetch_UnknownFormat_IsRejected() =>
        await RefusedAsync(BackendErrorKind.Rejected, () => Images.FetchImageAsync(Request(Guid.CreateVersion7()) with { Format = "floppy" }, Token));

    private FetchImage Request(Guid token) => new(token, "own", Cloud.FetchSource.Source, Cloud.FetchSource.Format);
}
