using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IReimage))]
public abstract class ReimageConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task Reimage_OtherImage_RunsItAndKeepsIdMarkAndAddresses()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal(PowerState.Running, after.Power);
        Assert.Equal(Cloud.OtherImageId, after.ImageId ?? Cloud.OtherImageId);
        Assert.Equal(vm.Mark, after.Mark);
        Assert.Equal(vm.Addresses!.Select(a => a.Address), after.Addresses!.Select(a => a.Address));
    }

    [Fact]
    public async Task Reimage_AskedAgainAfterALostAnswer_EndsRunning()
    {
        var vm = await RunningAsync();

        await RepeatedAsync(vm.Id, () => Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_UnknownImage_IsRejectedAndTheMachineRunsOn()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, "999999999"), Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reimage_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Capability<IReimage>().ReimageAsync(new ReimageVm(id, Cloud.ImageId), Token));
}
