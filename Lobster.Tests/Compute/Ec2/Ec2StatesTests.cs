using Lobster.Backends.Compute.Ec2;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Ec2;

public sealed class Ec2StatesTests
{
    public static TheoryData<string?, PowerState> Instances => new()
    {
        { "pending", PowerState.Starting },
        { "running", PowerState.Running },
        { "shutting-down", PowerState.Busy },
        { "terminated", PowerState.Busy },
        { "stopping", PowerState.Stopping },
        { "stopped", PowerState.Stopped },
        { "something new", PowerState.Unknown },
        { null, PowerState.Unknown },
    };

    [Theory, MemberData(nameof(Instances))]
    public void Of_State_IsTheStateOfTheNotes(string? state, PowerState expected) => Assert.Equal(expected, Ec2States.Of(state));

    [Fact]
    public void Instances_AreAllThatTheSdkKnows() => Assert.Equal(Names(typeof(Amazon.EC2.InstanceStateName)), Instances.Select(i => i.Data.Item1).OfType<string>().Where(s => s != "something new").Order());

    [Theory]
    [InlineData("pending", ImageState.Pending)]
    [InlineData("transient", ImageState.Pending)]
    [InlineData("available", ImageState.Ready)]
    [InlineData("invalid", ImageState.Failed)]
    [InlineData("deregistered", ImageState.Failed)]
    [InlineData("failed", ImageState.Failed)]
    [InlineData("error", ImageState.Failed)]
    [InlineData("disabled", ImageState.Failed)]
    [InlineData("something new", ImageState.Unknown)]
    [InlineData(null, ImageState.Unknown)]
    public void Image_State_IsTheStateOfTheNotes(string? state, ImageState expected) => Assert.Equal(expected, Ec2States.Image(state));

    [Fact]
    public void Images_OfTheSdk_AreAllKnown() => Assert.All(Names(typeof(Amazon.EC2.ImageState)), s => Assert.NotEqual(ImageState.Unknown, Ec2States.Image(s)));

    [Theory]
    [InlineData("pending", null)]
    [InlineData("in-progress", null)]
    [InlineData("failing", null)]
    [InlineData("succeeded", true)]
    [InlineData("failed", false)]
    [InlineData("failed-detached", false)]
    [InlineData(null, null)]
    public void Replacement_State_IsOverOrNot(string? state, bool? expected) => Assert.Equal(expected, Ec2States.Replacement(state));

    private static IEnumerable<string> Names(Type constants) =>
        constants.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(f => f.GetValue(null)!.ToString()!).Order();
}
