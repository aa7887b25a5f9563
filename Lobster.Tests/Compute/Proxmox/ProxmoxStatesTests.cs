using Lobster.Backends.Compute.Proxmox;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Proxmox;

public sealed class ProxmoxStatesTests
{
    public static TheoryData<string?, string?, string?, PowerState> States => new()
    {
        { "running", null, null, PowerState.Running },
        { "running", "running", null, PowerState.Running },
        { "running", "something new", null, PowerState.Running },
        { "running", "paused", null, PowerState.Suspended },
        { "running", "suspended", null, PowerState.Suspended },
        { "running", "debug", null, PowerState.Suspended },
        { "running", "watchdog", null, PowerState.Suspended },
        { "running", "prelaunch", null, PowerState.Starting },
        { "running", "shutdown", null, PowerState.Stopping },
        { "running", "inmigrate", null, PowerState.Busy },
        { "running", "postmigrate", null, PowerState.Busy },
        { "running", "finish-migrate", null, PowerState.Busy },
        { "running", "restore-vm", null, PowerState.Busy },
        { "running", "save-vm", null, PowerState.Busy },
        { "running", "colo", null, PowerState.Busy },
        { "running", "io-error", null, PowerState.Error },
        { "running", "internal-error", null, PowerState.Error },
        { "running", "guest-panicked", null, PowerState.Error },
        { "stopped", "stopped", null, PowerState.Stopped },
        { "stopped", null, "create", PowerState.Provisioning },
        { "unknown", null, "create", PowerState.Provisioning },
        { "stopped", null, "clone", PowerState.Provisioning },
        { "running", null, "migrate", PowerState.Busy },
        { "stopped", null, "rollback", PowerState.Busy },
        { "stopped", null, "disk", PowerState.Busy },
        { "running", null, "suspending", PowerState.Busy },
        { "stopped", null, "suspended", PowerState.Suspended },
        { "running", null, "backup", PowerState.Running },
        { "stopped", null, "backup", PowerState.Stopped },
        { "running", null, "snapshot", PowerState.Running },
        { "running", null, "snapshot-delete", PowerState.Running },
        { "unknown", null, null, PowerState.Unknown },
        { "something new", null, null, PowerState.Unknown },
        { null, null, null, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(States))]
    public void Of_StatusEmulatorAndLock_IsTheState(string? status, string? qmp, string? held, PowerState expected) => Assert.Equal(expected, ProxmoxStates.Of(status, qmp, held, []));

    [Theory]
    [InlineData(ProxmoxTags.New, "stopped", "provisioning")]
    [InlineData(ProxmoxTags.New, "running", "provisioning")]
    [InlineData(ProxmoxTags.Reimage, "stopped", "busy")]
    [InlineData(ProxmoxTags.Restart, "stopped", "stopped")]
    [InlineData("anything", "running", "running")]
    public void Of_TagsOfThePanel_SayWhatItIsAt(string tag, string status, string expected) => Assert.Equal(new PowerState(expected), ProxmoxStates.Of(status, null, null, [tag]));

    [Theory]
    [InlineData("running", "io-error", "backup", "running, io-error, lock backup")]
    [InlineData("stopped", "stopped", null, "stopped")]
    [InlineData(null, null, null, "-")]
    public void Raw_All_KeepsTheWords(string? status, string? qmp, string? held, string expected) => Assert.Equal(expected, ProxmoxStates.Raw(status, qmp, held));

    [Theory]
    [InlineData("io-error", true)]
    [InlineData("internal-error", true)]
    [InlineData("guest-panicked", true)]
    [InlineData("running", false)]
    public void Problem_Errors_AreExplained(string qmp, bool isOne) => Assert.Equal(isOne, ProxmoxStates.Problem(qmp) is not null);
}
