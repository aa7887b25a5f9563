using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IForcedPower))]
public abstract class ForcedPowerConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task ForceStop_Running_EndsStopped()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IForcedPower>().ForceStopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.IsType<BackendChange.Done>(await Capability<IForcedPower>().ForceStopAsync(vm.Id, Token));
    }

    [Fact]
    public async Task ForceReboot_Running_EndsRunning()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IForcedPower>().ForceRebootAsync(vm.Id, Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task ForceReboot_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IForcedPower>().ForceRebootAsync(vm.Id, Token));
    }

    [Fact]
    public async Task ForceStop_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Capability<IForcedPower>().ForceStopAsync(id, Token));
}
