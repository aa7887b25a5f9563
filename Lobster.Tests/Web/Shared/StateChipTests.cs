using Bunit;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class StateChipTests
{
    public static TheoryData<MachineState> All => [.. Enum.GetValues<MachineState>()];

    [Theory]
    [MemberData(nameof(All))]
    public void EveryState_HasShapeWordAndColour(MachineState state)
    {
        using var ui = new UiContext();

        var chip = ui.Render<StateChip>(p => p.Add(c => c.State, state));

        Assert.Equal(state.ToString(), chip.Find("em").TextContent);
        Assert.NotEmpty(chip.Find("svg").InnerHtml);
        var drawnAs = state == MachineState.Deleted ? MachineState.Deleting : state;
        Assert.Contains(drawnAs.ToString().ToLowerInvariant(), chip.Find(".st").ClassList);
    }

    [Fact]
    public void Shapes_AreAllDifferent_ButForLeavingAndGone()
    {
        var shapes = Enum.GetValues<MachineState>().Where(s => s != MachineState.Deleted).Select(StateGlyphs.Of).ToArray();

        Assert.Equal(shapes.Length, shapes.Distinct().Count());
    }

    [Fact]
    public void Soft_IsTinted_AndWaitingStandsUnderIt()
    {
        using var ui = new UiContext();

        var chip = ui.Render<StateChip>(p => p.Add(c => c.State, MachineState.Running).Add(c => c.Soft, true).Add(c => c.Waiting, "Booting, 0:41"));

        Assert.Contains("soft", chip.Find(".st").ClassList);
        Assert.Equal("Booting, 0:41", chip.Find(".sub").TextContent);
    }
}
