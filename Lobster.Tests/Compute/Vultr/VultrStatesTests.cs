using Lobster.Backends.Compute.Vultr;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Vultr;

public sealed class VultrStatesTests
{
    [Theory]
    [InlineData("pending", "running", "none", PowerState.Provisioning)]
    [InlineData("pending", "stopped", "installingbooting", PowerState.Provisioning)]
    [InlineData("active", "running", "ok", PowerState.Running)]
    [InlineData("active", "running", "installingbooting", PowerState.Provisioning)]
    [InlineData("active", "running", "none", PowerState.Provisioning)]
    [InlineData("active", "stopped", "ok", PowerState.Stopped)]
    [InlineData("active", "stopped", "none", PowerState.Stopped)]
    [InlineData("active", "running", "locked", PowerState.Busy)]
    [InlineData("active", "stopped", "locked", PowerState.Busy)]
    [InlineData("active", "running", "isomounting", PowerState.Busy)]
    [InlineData("resizing", "running", "ok", PowerState.Busy)]
    [InlineData("suspended", "running", "ok", PowerState.Suspended)]
    [InlineData("active", "running", "something new", PowerState.Unknown)]
    [InlineData("something new", "running", "ok", PowerState.Unknown)]
    [InlineData(null, null, null, PowerState.Unknown)]
    public void Of_ThreeFields_IsTheStateOfTheNotes(string? status, string? power, string? server, PowerState expected) =>
        Assert.Equal(expected, VultrStates.Of(status, power, server));

    [Fact]
    public void Raw_Unknown_KeepsTheWords() => Assert.Equal("something new/running/-", VultrStates.Raw("something new", "running", null));
}
