using Lobster.Backends.Compute.SolusVm2;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.SolusVm2;

public sealed class SolusVm2StatesTests
{
    public static TheoryData<string?, bool, bool, PowerState> Servers => new()
    {
        { "started", false, false, PowerState.Running },
        { "started", true, false, PowerState.Busy },
        { "started", false, true, PowerState.Suspended },
        { "stopped", false, false, PowerState.Stopped },
        { "stopped", true, false, PowerState.Busy },
        { "stopped", false, true, PowerState.Suspended },
        { "stopped", true, true, PowerState.Busy },
        { "paused", false, false, PowerState.Suspended },
        { "paused", true, false, PowerState.Busy },
        { "processing", true, false, PowerState.Busy },
        { "processing", false, false, PowerState.Busy },
        { "not exists", false, false, PowerState.Error },
        { "not exists", true, false, PowerState.Busy },
        { "unavailable", false, false, PowerState.Unknown },
        { "unavailable", true, true, PowerState.Unknown },
        { "something new", false, false, PowerState.Unknown },
        { "something new", true, true, PowerState.Unknown },
        { null, false, false, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(Servers))]
    public void Of_StatusAndFlags_IsTheStateOfTheNotes(string? status, bool isProcessing, bool isSuspended, PowerState expected) =>
        Assert.Equal(expected, SolusVm2States.Of(status, isProcessing, isSuspended));

    [Theory]
    [InlineData("something new", true, true, "something new, processing, suspended")]
    [InlineData("processing", true, false, "processing")]
    [InlineData("unavailable", false, false, "unavailable")]
    [InlineData(null, false, false, "-")]
    public void Raw_StatusAndFlags_KeepsTheWords(string? status, bool isProcessing, bool isSuspended, string expected) =>
        Assert.Equal(expected, SolusVm2States.Raw(status, isProcessing, isSuspended));

    [Theory]
    [InlineData("pending", "UnderWay")]
    [InlineData("queued", "UnderWay")]
    [InlineData("running", "UnderWay")]
    [InlineData("done", "Done")]
    [InlineData("done_with_errors", "DoneWithErrors")]
    [InlineData("failed", "Failed")]
    [InlineData("canceled", "Failed")]
    [InlineData("something new", "UnderWay")]
    [InlineData(null, "UnderWay")]
    public void Job_Status_IsTheProgressOfTheNotes(string? status, string expected) => Assert.Equal(expected, SolusVm2States.Job(status).ToString());
}
