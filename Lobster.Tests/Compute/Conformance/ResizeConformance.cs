using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IResize))]
public abstract class ResizeConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resize_Larger_HasTheSizeAndThePowerStateItHad(bool running)
    {
        var vm = await RunningAsync();
        if (!running)
            await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((Cloud.LargerSize.VCpus, Cloud.LargerSize.RamMb, Cloud.LargerSize.DiskGb), (after.VCpus ?? Cloud.LargerSize.VCpus, after.RamMb, after.DiskGb));
        Assert.Equal(running ? PowerState.Running : PowerState.Stopped, after.Power);
        Assert.Equal(vm.Mark, after.Mark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Resize_AskedAgainAfterALostAnswer_EndsAsIfAskedOnce(int secondsLater)
    {
        var vm = await RunningAsync();
        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(secondsLater));

        await RepeatedAsync(vm.Id, () => Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((PowerState.Running, Cloud.LargerSize.RamMb), (after.Power, after.RamMb));
    }

    [Fact]
    public async Task Resize_SmallerDisk_GoesByCanShrinkDisk()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        var shrink = () => Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size, Token);

        if (Capability<IResize>().CanShrinkDisk)
            await DoneAsync(vm.Id, await shrink());
        else
            await RefusedAsync(BackendErrorKind.Rejected, shrink);
        Assert.Equal(Capability<IResize>().CanShrinkDisk ? Cloud.Size.DiskGb : Cloud.LargerSize.DiskGb, (await GetAsync(vm.Id)).DiskGb);
    }

    [Fact]
    public async Task Resize_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Capability<IResize>().ResizeAsync(id, Cloud.LargerSize, Token));
}
