using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>Start, stop, reboot.</summary>
[ConformsTo(typeof(IComputeBackend))]
public abstract class PowerConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task Stop_Running_EndsStoppedAndStartsAgain()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        var stopped = (await GetAsync(vm.Id)).Power;
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, stopped);
        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Reboot_Running_EndsRunning()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.RebootAsync(vm.Id, Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task StopAndStart_AskedAgainAfterALostAnswer_EndAsAsked()
    {
        var vm = await RunningAsync();

        await RepeatedAsync(vm.Id, () => Backend.StopAsync(vm.Id, Token));
        var stopped = (await GetAsync(vm.Id)).Power;
        await RepeatedAsync(vm.Id, () => Backend.StartAsync(vm.Id, Token));

        Assert.Equal((PowerState.Stopped, PowerState.Running), (stopped, (await GetAsync(vm.Id)).Power));
    }

    [Fact]
    public async Task Start_RunningAlready_IsDone()
    {
        var vm = await RunningAsync();

        Assert.IsType<BackendChange.Done>(await Backend.StartAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Stop_StoppedAlready_IsDone()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.IsType<BackendChange.Done>(await Backend.StopAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Reboot_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.RebootAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Start_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Backend.StartAsync(id, Token));

    [Fact]
    public async Task Stop_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Backend.StopAsync(id, Token));

    [Fact]
    public async Task Reboot_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Backend.RebootAsync(id, Token));
}
