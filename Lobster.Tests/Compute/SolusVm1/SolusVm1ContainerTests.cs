using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>Containers get their memory after they are made, and have a terminal in the place of a screen.</summary>
public sealed class SolusVm1ContainerTests : ConformanceSuite<SolusVm1OpenVzFixture>
{
    [Fact]
    public async Task Create_Container_IsStoppedSetAndStartedWithPausesBetween()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.DoesNotContain("custommemory", Cloud.Api.Last["vserver-create"].AllKeys);
        Assert.Equal("1024|1024", Cloud.Api.Last["vserver-change-memory"]["memory"]);
        Assert.Equal((PowerState.Running, 1024), ((await GetAsync(accepted.VmId)).Power, (await GetAsync(accepted.VmId)).RamMb));
        Assert.InRange(Cloud.Api.Actions.Count(a => a == "vserver-change-memory"), 1, 5); // one in fifteen seconds while it is built
        Assert.Single(Cloud.Api.Actions, a => a == "vserver-shutdown");
    }

    [Fact]
    public async Task Create_PanelDiedMidway_GoesOnFromWhatTheMachineShows()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        var task = Assert.IsType<BackendChange.Poll>(accepted.Change);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(70));
        await Capability<ILongTasks>().GetTaskAsync(task.TaskId, Token); // it is being stopped now, and nobody remembers
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(3));

        await DoneAsync(accepted.VmId, task);

        Assert.Equal((PowerState.Running, 1024), ((await GetAsync(accepted.VmId)).Power, (await GetAsync(accepted.VmId)).RamMb));
    }

    [Fact]
    public async Task Console_Container_IsATerminalForAnHour()
    {
        var vm = await RunningAsync();

        var terminal = Assert.IsType<ConsoleAccess.Ssh>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));

        Assert.Equal(("198.51.100.7", 22, "console-P1RpHy", SolusVm1Fake.Password), (terminal.Host, terminal.Port, terminal.User, terminal.Password));
        Assert.Equal(Instant.From(Cloud.Time.GetUtcNow()) + TimeSpan.FromHours(1), terminal.ExpiresAt);
    }

    [Theory]
    [InlineData("tun-enable", "vserver-tun-enable")]
    [InlineData("tun-disable", "vserver-tun-disable")]
    public async Task Action_Tun_IsSwitched(string id, string action)
    {
        var vm = await RunningAsync();

        await Capability<ICustomActions>().RunActionAsync(vm.Id, id, new Dictionary<string, string>(), Token);

        Assert.Equal(vm.Id, Cloud.Api.Last[action]["vserverid"]);
    }
}
