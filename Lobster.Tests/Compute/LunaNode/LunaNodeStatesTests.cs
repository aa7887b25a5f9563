using Lobster.Backends.Compute.LunaNode;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.LunaNode;

public sealed class LunaNodeStatesTests
{
    [Theory]
    [InlineData("Online", "active", "running")]
    [InlineData("Offline", "stopped", "stopped")]
    [InlineData("BUILD", "build", "provisioning")]
    [InlineData("Powering off", "active", "stopping")]
    [InlineData("Powering on", "stopped", "starting")]
    [InlineData("REBOOT", "active", "rebooting")]
    [InlineData("HARD_REBOOT", "active", "rebooting")]
    [InlineData("Rebooting", "active", "rebooting")]
    [InlineData("REBUILD", "active", "busy")]
    [InlineData("Rebuilding", "active", "busy")]
    [InlineData("RESIZE", "active", "busy")]
    [InlineData("Resizing", "active", "busy")]
    [InlineData("VERIFY_RESIZE", "active", "busy")]
    [InlineData("MIGRATING", "active", "busy")]
    [InlineData("Deleting", "active", "busy")]
    [InlineData("SUSPENDED", "suspended", "suspended")]
    [InlineData("PAUSED", "paused", "suspended")]
    [InlineData("SHELVED", "shelved", "suspended")]
    [InlineData("SHELVED_OFFLOADED", "shelved_offloaded", "suspended")]
    [InlineData("ERROR", "error", "error")]
    [InlineData("", "active", "running")]
    [InlineData(null, "stopped", "stopped")]
    [InlineData(null, "build", "provisioning")]
    [InlineData("Building", null, "provisioning")]
    [InlineData("something new", "active", "unknown")]
    [InlineData(null, null, "unknown")]
    public void Of_Status_IsTheStateOfTheNotes(string? shown, string? raw, string expected) => Assert.Equal(new PowerState(expected), LunaNodeStates.Of(shown, raw));

    [Theory]
    [InlineData("active", ImageState.Ready)]
    [InlineData("queued", ImageState.Pending)]
    [InlineData("saving", ImageState.Pending)]
    [InlineData("error", ImageState.Failed)]
    [InlineData("killed", ImageState.Failed)]
    [InlineData("something new", ImageState.Unknown)]
    [InlineData(null, ImageState.Unknown)]
    public void Image_Status_IsTheStateOfTheNotes(string? status, ImageState expected) => Assert.Equal(expected, LunaNodeStates.Image(status));
}
