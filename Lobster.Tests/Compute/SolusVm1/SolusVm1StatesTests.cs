using Lobster.Backends.Compute.SolusVm1;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.SolusVm1;

public sealed class SolusVm1StatesTests
{
    [Theory]
    [InlineData("online", "running")]
    [InlineData("offline", "stopped")]
    [InlineData("disabled", "suspended")]
    [InlineData("Online", "running")]
    [InlineData("something new", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void Of_State_IsTheStateOfTheNotes(string? state, string expected) => Assert.Equal(new PowerState(expected), SolusVm1States.Of(state));
}
