using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.DigitalOcean;

public sealed class DigitalOceanStatesTests
{
    public static TheoryData<string?, bool, PowerState> Droplets => new()
    {
        { "new", false, PowerState.Provisioning },
        { "new", true, PowerState.Provisioning },
        { "active", false, PowerState.Running },
        { "active", true, PowerState.Busy },
        { "off", false, PowerState.Stopped },
        { "off", true, PowerState.Busy },
        { "archive", false, PowerState.Stopped },
        { "archive", true, PowerState.Stopped },
        { "something new", false, PowerState.Unknown },
        { "something new", true, PowerState.Unknown },
        { null, false, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(Droplets))]
    public void Of_StatusAndLock_IsTheStateOfTheNotes(string? status, bool locked, PowerState expected) => Assert.Equal(expected, DigitalOceanStates.Of(status, locked));

    [Fact]
    public void Raw_Unknown_KeepsTheWords() => Assert.Equal("something new, locked", DigitalOceanStates.Raw("something new", true));

    [Theory]
    [InlineData("NEW", "", ImageState.Pending)]
    [InlineData("NEW", " ", ImageState.Pending)]
    [InlineData("pending", null, ImageState.Pending)]
    [InlineData("pending", "Your image is too large.", ImageState.Failed)]
    [InlineData("available", "", ImageState.Ready)]
    [InlineData("deleted", "", ImageState.Failed)]
    [InlineData("retired", "", ImageState.Failed)]
    [InlineData("something new", "", ImageState.Unknown)]
    public void Image_Status_IsTheStateOfTheNotes(string status, string? problem, ImageState expected) => Assert.Equal(expected, DigitalOceanStates.Image(status, problem));

    [Theory]
    [InlineData("in-progress", "UnderWay")]
    [InlineData("completed", "Completed")]
    [InlineData("errored", "Errored")]
    [InlineData("something new", "UnderWay")]
    public void Action_Status_IsTheProgressOfTheNotes(string status, string expected) => Assert.Equal(expected, DigitalOceanStates.Action(status).ToString());
}
