using Lobster.Tests.Harness;

namespace Lobster.Tests.Architecture;

/// <summary>The sizes of STYLE: small files, so that one idea fits on a screen.</summary>
public sealed class SizeTests
{
    private static readonly (string File, int Lines)[] Code = Measure(Repository.Sources(".cs").Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal)));

    [Fact]
    public void CodeFile_IsNeverAbove400Lines() => Assert.DoesNotContain(Code, f => f.Lines > 400);

    [Fact]
    public void CodeFiles_AreMostlyShort()
    {
        var sorted = Code.Select(f => f.Lines).Order().ToArray();

        Assert.InRange(sorted[sorted.Length / 2], 1, 60);
        Assert.InRange(sorted[sorted.Length * 9 / 10], 1, 200);
    }

    [Fact]
    public void Markup_IsNeverAbove150Lines() => Assert.DoesNotContain(Measure(Repository.Sources(".razor")), f => f.Lines > 150);

    [Fact]
    public void CodeBehind_IsNeverAbove250Lines() => Assert.DoesNotContain(Measure(Repository.Sources(".razor.cs")), f => f.Lines > 250);

    private static (string File, int Lines)[] Measure(IEnumerable<string> files) =>
        [.. files.Select(f => (f, File.ReadLines(Repository.At(f)).Count()))];
}
