using Lobster.Backends.Compute.LobsterPanel;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.LobsterPanel;

public sealed class LobsterPanelStatesTests
{
    [Theory]
    [InlineData("provisioning", false, "Provisioning", "provisioning")]
    [InlineData("error", false, "Error", "error")]
    [InlineData("deleting", false, "Online", "busy")]
    [InlineData("active", true, "Online", "busy")]
    [InlineData("active", false, "Online", "running")]
    [InlineData("active", false, "ONLINE", "running")]
    [InlineData("active", false, "active", "running")]
    [InlineData("active", false, "running", "running")]
    [InlineData("active", false, "Offline", "stopped")]
    [InlineData("active", false, "stopped", "stopped")]
    [InlineData("active", false, "SHUTOFF", "stopped")]
    [InlineData("active", false, "BUILD", "provisioning")]
    [InlineData("active", false, "building", "provisioning")]
    [InlineData("active", false, "provisioning", "provisioning")]
    [InlineData("active", false, "starting", "starting")]
    [InlineData("active", false, "Powering on", "starting")]
    [InlineData("active", false, "stopping", "stopping")]
    [InlineData("active", false, "Powering off", "stopping")]
    [InlineData("active", false, "rebooting", "rebooting")]
    [InlineData("active", false, "REBOOT", "rebooting")]
    [InlineData("active", false, "HARD_REBOOT", "rebooting")]
    [InlineData("active", false, "rebuilding", "busy")]
    [InlineData("active", false, "REBUILD", "busy")]
    [InlineData("active", false, "resizing", "busy")]
    [InlineData("active", false, "RESIZE", "busy")]
    [InlineData("active", false, "VERIFY_RESIZE", "busy")]
    [InlineData("active", false, "migrating", "busy")]
    [InlineData("active", false, "Suspended", "suspended")]
    [InlineData("active", false, "PAUSED", "suspended")]
    [InlineData("active", false, "ERROR", "error")]
    [InlineData("active", false, "Unknown", "unknown")]
    [InlineData("active", false, null, "unknown")]
    [InlineData("something new", false, "Online", "unknown")]
    public void Of_Status_IsOurs(string record, bool isPending, string? told, string expected) => Assert.Equal(new PowerState(expected), LobsterPanelStates.Of(record, isPending, told));

    [Theory]
    [InlineData("active", ImageState.Ready)]
    [InlineData("pending", ImageState.Pending)]
    [InlineData("error", ImageState.Failed)]
    [InlineData("unknown", ImageState.Unknown)]
    [InlineData(null, ImageState.Unknown)]
    public void Image_Status_IsOurs(string? status, ImageState expected) => Assert.Equal(expected, LobsterPanelStates.Image(status));
}
