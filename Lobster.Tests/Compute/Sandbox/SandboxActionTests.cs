using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>What the sandbox offers beyond the contract.</summary>
public sealed class SandboxActionTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoInput = [];
    private readonly SandboxFixture cloud = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ICustomActions Actions => (ICustomActions)cloud.Backend;

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public async Task GuestShutdown_Running_StopsAndThenDisablesTheActions()
    {
        var vm = await RunningAsync();

        await Actions.RunActionAsync(vm, "guest-shutdown", NoInput, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var conflict = await Assert.ThrowsAsync<BackendException>(() => Actions.RunActionAsync(vm, "console-log", NoInput, Token));

        Assert.Equal(PowerState.Stopped, (await cloud.Backend.GetAsync(vm, Token))!.Power);
        Assert.All(await Actions.ListActionsAsync(vm, Token), a => Assert.Equal("The machine does not run.", a.DisabledBecause));
        Assert.Equal(BackendErrorKind.Conflict, conflict.Kind);
    }

    [Fact]
    public async Task HostFailure_Running_IsAnErrorWithItsReasonUntilReimaged()
    {
        var vm = await RunningAsync();

        await Actions.RunActionAsync(vm, "host-failure", NoInput, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var broken = await cloud.Backend.GetAsync(vm, Token);
        await ((IReimage)cloud.Backend).ReimageAsync(new ReimageVm(vm, cloud.ImageId), Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(12));
        var mended = await cloud.Backend.GetAsync(vm, Token);

        Assert.Equal(PowerState.Error, broken!.Power);
        Assert.NotNull(broken.Problem);
        Assert.Equal((PowerState.Running, null), (mended!.Power, mended.Problem));
    }

    [Fact]
    public async Task ConsoleLog_Running_SaysThatTheMachineIsSimulated()
    {
        var outcome = await Actions.RunActionAsync(await RunningAsync(), "console-log", NoInput, Token);

        Assert.Contains("simulated", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("100001")]
    public async Task SendTraffic_BadNumber_IsRejected(string gigabytes)
    {
        var vm = await RunningAsync();

        var e = await Assert.ThrowsAsync<BackendException>(
            () => Actions.RunActionAsync(vm, "send-traffic", new Dictionary<string, string> { ["gigabytes"] = gigabytes }, Token));

        Assert.Equal(BackendErrorKind.Rejected, e.Kind);
    }

    [Fact]
    public async Task Fetch_FromAHostThatDoesNotExist_Fails()
    {
        var images = (IImageFetch)cloud.Backend;
        var change = await images.FetchImageAsync(
            new FetchImage(Guid.CreateVersion7(), "own", new Uri("https://nowhere.invalid/disk.qcow2"), "qcow2"), Token);
        var pending = await images.GetImageAsync(change.ResultId!, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(20));

        var image = await images.GetImageAsync(change.ResultId!, Token);

        Assert.Equal((ImageState.Pending, ImageState.Failed), (pending!.State, image!.State));
        Assert.Null(image.SizeMb);
        Assert.Contains("nowhere.invalid", image.Problem, StringComparison.Ordinal);
    }

    private async Task<string> RunningAsync()
    {
        var vm = await cloud.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "web1", cloud.Size, cloud.ImageId), Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        return vm.VmId;
    }
}
