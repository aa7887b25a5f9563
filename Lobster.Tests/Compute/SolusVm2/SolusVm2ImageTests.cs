using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>OS images and their versions, and those that are fetched.</summary>
public sealed class SolusVm2ImageTests : ConformanceSuite<SolusVm2Fixture>
{
    private readonly FetchImage request = new(Guid.CreateVersion7(), "own", new Uri("https://images.example.org/disk.qcow2"), "qcow2");

    private IImageFetch Images => Capability<IImageFetch>();

    [Fact]
    public async Task List_OfARegion_HasItsTypeWithoutWhatIsHidden()
    {
        var own = await DoneAsync("", await Images.FetchImageAsync(request, Token));

        var images = await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token);

        Assert.Equal([("5-51", "Debian 12", true), ("5-52", "Debian 11", true), ("6-61", "Ubuntu 24.04", true), (own!, "own", false)], images.Select(i => (i.Id, i.Name, i.IsPublic)));
    }

    [Fact]
    public async Task List_OfARegionOfContainers_HasTheOthers()
    {
        Cloud.Values["virtType"] = "vz";

        Assert.Equal(["5-53"], (await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token)).Select(i => i.Id));
        Assert.Equal(["6"], (await Capability<IPlanCatalogue>().ListPlansAsync(Token)).Select(p => p.Id));
        await RefusedAsync(BackendErrorKind.Rejected, () => Images.FetchImageAsync(request, Token));
    }

    [Fact]
    public async Task Fetch_Source_IsAHiddenVersionWithItsCloudInit()
    {
        Cloud.Values["cloudInit"] = "v2-debian10";

        var id = await DoneAsync("", await Images.FetchImageAsync(request, Token));
        var accepted = await Backend.CreateAsync(Request() with { ImageId = id! }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal(
            """{"version":"1","virtualization_type":"kvm","url":"https://images.example.org/disk.qcow2","cloud_init_version":"v2-debian10","is_visible":false}""",
            Cloud.Api.Last(HttpMethod.Post, "/versions").ToJsonString());
        Assert.False((bool)Cloud.Api.Last(HttpMethod.Post, "/os_images")["is_visible"]!);
    }

    [Theory]
    [InlineData("/os_images")]
    [InlineData("/versions")]
    public async Task Fetch_AnswerLost_IsGoneOnWithAndMadeOnce(string path)
    {
        Cloud.Api.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Images.FetchImageAsync(request, Token));
        var found = await Images.FindImageByTokenAsync(request.Token, Token);
        var id = await DoneAsync("", await Images.FetchImageAsync(request, Token));

        Assert.Equal(path == "/versions" ? id : null, found?.Id);
        Assert.Equal(4, Cloud.Api.Images.Count);
        Assert.Equal(id, (await Images.FindImageByTokenAsync(request.Token, Token))?.Id);
    }

    [Fact]
    public async Task Fetch_SourceRefused_LeavesNothing()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Images.FetchImageAsync(request with { Source = new Uri("https://images.example.org/disk.zip") }, Token));

        Assert.Equal(3, Cloud.Api.Images.Count);
    }

    [Fact]
    public async Task Delete_Fetched_IsGoneAndOthersStay()
    {
        var id = await DoneAsync("", await Images.FetchImageAsync(request, Token));
        var delete = Capability<IImageDelete>();
        await RefusedAsync(BackendErrorKind.Rejected, () => Assert.IsType<IImageDelete>(Cloud.Open(Guid.CreateVersion7()), exactMatch: false).DeleteImageAsync(id!, Token));

        await DoneAsync("", await delete.DeleteImageAsync(id!, Token));

        Assert.Null(await Images.GetImageAsync(id!, Token));
        Assert.IsType<BackendChange.Done>(await delete.DeleteImageAsync(id!, Token));
        Assert.Null(await Images.GetImageAsync("5-61", Token));
        Assert.Equal(3, Cloud.Api.Images.Count);
    }
}
