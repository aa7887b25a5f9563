using Lobster.Backends.Compute.CloudStack;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.CloudStack;

public sealed class CloudStackStatesTests
{
    public static TheoryData<string?, bool, PowerState?> Machines => new()
    {
        { "Starting", false, PowerState.Starting },
        { "Starting", true, PowerState.Starting },
        { "Running", false, PowerState.Running },
        { "Running", true, PowerState.Busy },
        { "Stopping", true, PowerState.Stopping },
        { "Stopped", false, PowerState.Stopped },
        { "Stopped", true, PowerState.Busy },
        { "Destroyed", false, null },
        { "Expunging", true, null },
        { "Migrating", false, PowerState.Busy },
        { "Restoring", true, PowerState.Busy },
        { "Error", false, PowerState.Error },
        { "Unknown", false, PowerState.Unknown },
        { "Shutdown", false, PowerState.Stopping },
        { "Shutdowned", false, PowerState.Stopping },
        { "Something new", false, PowerState.Unknown },
        { null, false, PowerState.Unknown },
    };

    public static TheoryData<string?, bool, string?, ImageState, int?> Images => new()
    {
        { "Download Complete", true, null, ImageState.Ready, null },
        { "Download Complete", false, null, ImageState.Pending, null },
        { "50% Downloaded", false, null, ImageState.Pending, 50 },
        { "0% Downloaded", false, "DOWNLOAD_IN_PROGRESS", ImageState.Pending, 0 },
        { "Installing Template", false, null, ImageState.Pending, null },
        { "", false, "NOT_DOWNLOADED", ImageState.Pending, null },
        { null, false, null, ImageState.Pending, null },
        { "Failed to find resource: HTTP 404 not found", false, null, ImageState.Failed, null },
        { "Unable to resolve the host", false, null, ImageState.Failed, null },
        { "Something new", false, "DOWNLOAD_ERROR", ImageState.Failed, null },
    };

    [Theory, MemberData(nameof(Machines))]
    public void Of_Word_IsTheStateOfTheNotes(string? word, bool isBusy, PowerState? expected) => Assert.Equal(expected, CloudStackStates.Of(word, isBusy));

    [Theory, MemberData(nameof(Images))]
    public void Image_FreeText_IsThatState(string? status, bool isReady, string? download, ImageState expected, int? percent)
    {
        var image = new CloudStackImage("i") { Status = status, IsReady = isReady, DownloadDetails = download is null ? null : [new CloudStackDownload(download)] };

        Assert.Equal((expected, percent), (CloudStackStates.Image(image), CloudStackStates.Percent(status)));
    }

    [Theory]
    [InlineData("BackedUp", true)]
    [InlineData("BackingUp", null)]
    [InlineData("Creating", null)]
    [InlineData("Error", false)]
    [InlineData("Destroyed", false)]
    public void Snapshot_Word_IsUsableLostOrUnderWay(string word, bool? expected) => Assert.Equal(expected, CloudStackStates.Snapshot(word));

    [Fact]
    public void Vm_UnknownState_KeepsTheWord()
    {
        var vm = CloudStackMapping.Vm(new CloudStackMachine("a") { State = "Something new" });

        Assert.Equal((PowerState.Unknown, "Something new"), (vm.Power!.Value, vm.RawState));
    }
}
