using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class GlyphSheetTests
{
    [Fact]
    public void Letters_AreAllDifferent() => Assert.Equal(96, Enumerable.Range(' ', 96).Select(c => Lines((char)c)).Distinct().Count());

    [Fact]
    public void Letters_LeaveARowAboveAndBelowAndAColumnBetween()
    {
        var all = Enumerable.Range(' ', 96).Select(c => Lines((char)c)).ToArray();

        Assert.All(all, lines => Assert.True(lines.StartsWith("00", StringComparison.Ordinal) && lines.EndsWith("00", StringComparison.Ordinal)));
        // The underscore alone joins its neighbours, on purpose.
        Assert.Equal("_", string.Concat(Enumerable.Range(' ', 96).Select(c => (char)c).Where(c => Enumerable.Range(0, 16).Any(l => (GlyphSheet.Line(c, l) & 1) != 0))));
    }

    [Fact]
    public void Letters_NotDrawn_AreABox() => Assert.Equal(Lines('\u007f'), Lines('\u00e9'));

    private static string Lines(char symbol) => Convert.ToHexString([.. Enumerable.Range(0, 16).Select(line => GlyphSheet.Line(symbol, line))]);
}
