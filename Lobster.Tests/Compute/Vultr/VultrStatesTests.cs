using Lobster.Backends.Compute.Vultr;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Vultr;

public sealed class VultrStatesTests
{
    public static TheoryData<string?, string?, string?, PowerState> Machines => new()
    {
        { "pending", "running", "none", PowerState.Provisioning },
        { "pending", "stopped", "installingbooting", PowerState.Provisioning },
        { "active", "running", "ok", PowerState.Running },
        { "active", "running", "installingbooting", PowerState.Provisioning },
        { "active", "running", "none", PowerState.Provisioning },
        { "active", "stopped", "ok", PowerState.Stopped },
        { "active", "stopped", "none", PowerState.Stopped },
        { "active", "running", "locked", PowerState.Busy },
        { "active", "stopped", "locked", PowerState.Busy },
        { "active", "running", "isomounting", PowerState.Busy },
        { "resizing", "running", "ok", PowerState.Busy },
        { "suspended", "running", "ok", PowerState.Suspended },
        { "active", "running", "something new", PowerState.Unknown },
        { "something new", "running", "ok", PowerState.Unknown },
        { null, null, null, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(Machines))]
    public void Of_ThreeFields_IsTheStateOfTheNotes(string? status, string? power, string? server, PowerState expected) =>
        Assert.Equal(expected, VultrStates.Of(status, power, server));

    [Fact]
    public void Raw_Unknown_KeepsTheWords() => Assert.Equal("something new/running/-", VultrStates.Raw("something new", "running", null));
}
