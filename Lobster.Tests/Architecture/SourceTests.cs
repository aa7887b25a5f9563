using System.Text.RegularExpressions;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Architecture;

/// <summary>What must not stand in the sources, whatever it compiles to.</summary>
public sealed partial class SourceTests
{
    // This file names what it forbids.
    private static readonly string[] Code = [.. Repository.Sources(".cs", ".razor").Where(f => !f.StartsWith("Lobster.Tests/Architecture/", StringComparison.Ordinal))];

    [Fact]
    public void MoneyCode_HasNoBinaryFloatingPoint()
    {
        string[] folders = ["Lobster.Core/Money/", "Lobster.Core/Ledger/", "Lobster.Core/Billing/", "Lobster.Core/Payments/", "Lobster.Core/Tax/", "Lobster.Backends/Payments/"];
        var money = Code.Where(f => folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal)));

        Assert.Empty(Matches(money, FloatingPoint()));
    }

    [Fact]
    public void Code_HasNoAsyncVoid() => Assert.Empty(Matches(Code, AsyncVoid()));

    [Fact]
    public void Code_LeavesNothingUndone() => Assert.Empty(Matches(Code, Undone()));

    [Fact]
    public void Code_NamesNoPathOfOneMachine() =>
        Assert.Empty(Matches(Repository.Sources(".cs", ".razor", ".csproj", ".props", ".json", ".md", ".yml").Where(f => !f.StartsWith("Lobster.Tests/Architecture/", StringComparison.Ordinal)), MachinePath()));

    // There the renderer finds an element that nobody closed, and the page is a 500.
    [Fact]
    public void Markup_LeavesNoElementOpen()
    {
        var markup = Repository.Sources(".razor").Select(f => (f, File.ReadLines(Repository.At(f)).TakeWhile(l => !l.StartsWith("@code", StringComparison.Ordinal))));

        var nested = markup.SelectMany(m => m.Item2.Where(l => NestedReturn().IsMatch(l)).Select(l => m.f + ": " + l.Trim()));

        Assert.Empty(nested);
    }

    [Fact]
    public void Folders_AreFeaturesNotLayers()
    {
        string[] layers = ["Services", "Models", "Helpers", "Utils", "Managers", "Common"];

        var found = Code.Where(f => f.Split('/')[..^1].Any(folder => layers.Contains(folder, StringComparer.OrdinalIgnoreCase)));

        Assert.Empty(found);
    }

    private static IEnumerable<string> Matches(IEnumerable<string> files, Regex pattern) =>
        from file in files
        from line in File.ReadLines(Repository.At(file)).Index()
        where pattern.IsMatch(line.Item) && !line.Item.TrimStart().StartsWith("///", StringComparison.Ordinal)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"\b(double|float|Double|Single)\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"^\s{5,}return;")]
    private static partial Regex NestedReturn();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Undone();

    [GeneratedRegex(@"(?<![\w.])/(home|Users|work|root)/\w|[A-Z]:\\\\Users")]
    private static partial Regex MachinePath();
}
