using Lobster.Backends.Compute.Linode;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Linode;

public sealed class LinodeStatesTests
{
    [Theory]
    [InlineData("running", "running")]
    [InlineData("offline", "stopped")]
    [InlineData("provisioning", "provisioning")]
    [InlineData("booting", "starting")]
    [InlineData("shutting_down", "stopping")]
    [InlineData("rebooting", "rebooting")]
    [InlineData("busy", "busy")]
    [InlineData("deleting", "busy")]
    [InlineData("migrating", "busy")]
    [InlineData("rebuilding", "busy")]
    [InlineData("cloning", "busy")]
    [InlineData("restoring", "busy")]
    [InlineData("stopped", "suspended")]
    [InlineData("billing_suspension", "suspended")]
    [InlineData("something new", "unknown")]
    [InlineData(null, "unknown")]
    public void Of_Status_IsTheStateOfTheNotes(string? status, string expected) => Assert.Equal(new PowerState(expected), LinodeStates.Of(status));

    [Theory]
    [InlineData("available", ImageState.Ready)]
    [InlineData("creating", ImageState.Pending)]
    [InlineData("pending_upload", ImageState.Pending)]
    [InlineData("something new", ImageState.Unknown)]
    [InlineData(null, ImageState.Unknown)]
    public void Image_Status_IsTheStateOfTheNotes(string? status, ImageState expected) => Assert.Equal(expected, LinodeStates.Image(status));

    [Theory]
    [InlineData("scheduled", true)]
    [InlineData("started", true)]
    [InlineData("finished", false)]
    [InlineData("failed", false)]
    [InlineData("notification", false)]
    public void IsUnderWay_EventStatus_IsWhatIsNotOver(string status, bool expected) => Assert.Equal(expected, LinodeStates.IsUnderWay(status));

    [Fact]
    public void Vm_HeldByLinode_SaysWhyAndKeepsTheWord()
    {
        var vm = LinodeMapping.Vm(new LinodeInstance { Id = 1, Label = "web", Status = "stopped" });

        Assert.Equal(("stopped", "Linode has stopped this machine for maintenance of its host."), (vm.RawState, vm.Problem));
    }
}
