using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class CellAreaTests
{
    [Theory]
    [InlineData(0, 0, 1024, 768, 0, 0, 128, 48)]
    [InlineData(7, 15, 2, 2, 0, 0, 2, 2)]
    [InlineData(8, 16, 8, 16, 1, 1, 2, 2)]
    [InlineData(1000, 700, 60000, 60000, 125, 43, 128, 48)]
    public void Area_OfPixels_IsAllPlacesTheyTouch(int x, int y, int width, int height, int left, int top, int right, int bottom) =>
        Assert.Equal(new CellArea(left, top, right, bottom), CellArea.Touching(x, y, width, height));

    [Theory]
    [InlineData(0, 0, 0, 5)]
    [InlineData(2000, 0, 5, 5)]
    [InlineData(0, 900, 5, 5)]
    public void Area_OfNoPixels_IsEmpty(int x, int y, int width, int height) => Assert.True(CellArea.Touching(x, y, width, height).IsEmpty);

    [Fact]
    public void Around_TwoAreas_HoldsBothAndAnEmptyOneAddsNothing()
    {
        CellArea one = new(1, 2, 3, 4);

        Assert.Equal(new CellArea(1, 0, 9, 4), one.Around(new CellArea(8, 0, 9, 1)));
        Assert.Equal((one, one), (one.Around(default), default(CellArea).Around(one)));
    }
}
