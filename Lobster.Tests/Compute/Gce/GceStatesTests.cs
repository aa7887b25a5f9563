using System.Text.RegularExpressions;
using Lobster.Backends.Compute.Gce;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Gce;

public sealed partial class GceStatesTests
{
    public static TheoryData<string?, PowerState> Instances => new()
    {
        { "PROVISIONING", PowerState.Provisioning },
        { "STAGING", PowerState.Starting },
        { "RUNNING", PowerState.Running },
        { "STOPPING", PowerState.Stopping },
        { "PENDING_STOP", PowerState.Stopping },
        { "TERMINATED", PowerState.Stopped },
        { "STOPPED", PowerState.Stopped },
        { "SUSPENDING", PowerState.Busy },
        { "REPAIRING", PowerState.Busy },
        { "DEPROVISIONING", PowerState.Busy },
        { "SUSPENDED", PowerState.Suspended },
        { "something new", PowerState.Unknown },
        { null, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(Instances))]
    public void Of_Status_IsTheStateOfTheNotes(string? status, PowerState expected) => Assert.Equal(expected, GceStates.Of(status));

    [Fact]
    public void Of_EveryStatusOfTheOpenApiFile_IsKnown()
    {
        var file = File.ReadAllText(Contracts.At("gce", "openapi.yaml"));
        var words = Words().Match(file[file.IndexOf("\n    Instance:", StringComparison.Ordinal)..]).Groups["word"].Captures.Select(c => c.Value).ToList();

        Assert.Equal(9, words.Count);
        Assert.All(words, word => Assert.NotEqual(PowerState.Unknown, GceStates.Of(word)));
    }

    [Fact]
    public void Vm_StatusNobodyKnows_IsUnknownWithItsWord()
    {
        var vm = GceMapping.Vm(new GceInstance("one") { Status = "SOMETHING_NEW" }, "us-central1-f");

        Assert.Equal((PowerState.Unknown, "SOMETHING_NEW"), (vm.Power, vm.RawState));
    }

    [Theory]
    [InlineData("PENDING", null, ImageState.Pending)]
    [InlineData("READY", null, ImageState.Ready)]
    [InlineData("READY", "ACTIVE", ImageState.Ready)]
    [InlineData("READY", "DEPRECATED", ImageState.Ready)]
    [InlineData("READY", "OBSOLETE", ImageState.Failed)]
    [InlineData("READY", "DELETED", ImageState.Failed)]
    [InlineData("FAILED", null, ImageState.Failed)]
    [InlineData("DELETING", null, ImageState.Failed)]
    [InlineData("something new", null, ImageState.Unknown)]
    public void Image_Status_IsTheStateOfTheNotes(string status, string? deprecation, ImageState expected) => Assert.Equal(expected, GceStates.Image(status, deprecation));

    [Theory]
    [InlineData("READY", true)]
    [InlineData("CREATING", null)]
    [InlineData("RESTORING", null)]
    [InlineData("FAILED", false)]
    [InlineData("DELETING", false)]
    [InlineData("UNAVAILABLE", false)]
    public void Disk_Status_TellsWhetherItCanBeAttached(string status, bool? expected) => Assert.Equal(expected, GceStates.Disk(status));

    [GeneratedRegex(@"status:\s+type: string\s+enum:(\s+- (?<word>[A-Z]+))+")]
    private static partial Regex Words();
}
