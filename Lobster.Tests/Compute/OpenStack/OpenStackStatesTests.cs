using Lobster.Backends.Compute.OpenStack;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>Every state that Nova and Glance document, and one that they do not.</summary>
public sealed class OpenStackStatesTests
{
    [Theory]
    [InlineData("ACTIVE", null, "running")]
    [InlineData("ACTIVE", "", "running")]
    [InlineData("RESCUE", null, "running")]
    [InlineData("SHUTOFF", null, "stopped")]
    [InlineData("BUILD", null, "provisioning")]
    [InlineData("BUILD", "spawning", "provisioning")]
    [InlineData("BUILD", "networking", "provisioning")]
    [InlineData("ACTIVE", "powering-off", "stopping")]
    [InlineData("SHUTOFF", "powering-on", "starting")]
    [InlineData("PAUSED", "unpausing", "starting")]
    [InlineData("SUSPENDED", "resuming", "starting")]
    [InlineData("SHELVED_OFFLOADED", "unshelving", "starting")]
    [InlineData("ACTIVE", "rebooting", "rebooting")]
    [InlineData("REBOOT", "reboot_started", "rebooting")]
    [InlineData("HARD_REBOOT", "rebooting_hard", "rebooting")]
    [InlineData("REBOOT", null, "rebooting")]
    [InlineData("ACTIVE", "image_snapshot", "busy")]
    [InlineData("ACTIVE", "resize_prep", "busy")]
    [InlineData("ACTIVE", "deleting", "busy")]
    [InlineData("REBUILD", "rebuild_spawning", "busy")]
    [InlineData("RESIZE", "resize_migrating", "busy")]
    [InlineData("VERIFY_RESIZE", null, "busy")]
    [InlineData("REVERT_RESIZE", null, "busy")]
    [InlineData("MIGRATING", null, "busy")]
    [InlineData("PASSWORD", null, "busy")]
    [InlineData("SOFT_DELETED", null, "busy")]
    [InlineData("DELETED", null, "busy")]
    [InlineData("PAUSED", null, "suspended")]
    [InlineData("SUSPENDED", null, "suspended")]
    [InlineData("SHELVED", null, "suspended")]
    [InlineData("SHELVED_OFFLOADED", null, "suspended")]
    [InlineData("ERROR", null, "error")]
    [InlineData("ERROR", "deleting", "error")]
    [InlineData("UNKNOWN", null, "unknown")]
    [InlineData("BAKING", null, "unknown")]
    [InlineData(null, null, "unknown")]
    public void Of_Server_IsThePanelsWord(string? status, string? task, string state) => Assert.Equal(state, OpenStackStates.Of(status, task).Value);

    [Theory]
    [InlineData("ACTIVE", null, "ACTIVE")]
    [InlineData("ACTIVE", "powering-off", "ACTIVE, powering-off")]
    [InlineData(null, null, "-")]
    public void Raw_Server_KeepsBothWords(string? status, string? task, string text) => Assert.Equal(text, OpenStackStates.Raw(status, task));

    [Theory]
    [InlineData("active", null, ImageState.Ready)]
    [InlineData("queued", null, ImageState.Pending)]
    [InlineData("queued", "", ImageState.Pending)]
    [InlineData("queued", "file", ImageState.Failed)]
    [InlineData("saving", null, ImageState.Pending)]
    [InlineData("uploading", null, ImageState.Pending)]
    [InlineData("importing", null, ImageState.Pending)]
    [InlineData("killed", null, ImageState.Failed)]
    [InlineData("deleted", null, ImageState.Failed)]
    [InlineData("pending_delete", null, ImageState.Failed)]
    [InlineData("deactivated", null, ImageState.Failed)]
    [InlineData("painted", null, ImageState.Unknown)]
    public void Image_Status_IsThePanelsWord(string status, string? failed, ImageState state) => Assert.Equal(state, OpenStackStates.Image(status, failed));
}
