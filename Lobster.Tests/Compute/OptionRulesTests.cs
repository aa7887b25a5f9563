using Lobster.Core.Compute;

namespace Lobster.Tests.Compute;

public sealed class OptionRulesTests
{
    private static readonly OptionField[] Fields =
    [
        new("url", "Address") { Required = true },
        new("count", "Count", OptionKind.Number) { Min = 1, Max = 10, Default = "3" },
        new("on", "On", OptionKind.Switch),
        new("size", "Size", OptionKind.Choice) { Choices = [new OptionChoice("s", "Small")] },
        new("key", "Key", OptionKind.SecretMultiline),
    ];

    [Theory]
    [InlineData("url", "")]
    [InlineData("url", "two\nlines")]
    [InlineData("count", "0")]
    [InlineData("count", "11")]
    [InlineData("count", "1.5")]
    [InlineData("count", "99999999999999999999")]
    [InlineData("on", "yes")]
    [InlineData("size", "m")]
    [InlineData("other", "x")]
    public void Check_BadValue_NamesItsFieldOnly(string key, string value)
    {
        var values = Good();
        values[key] = value;

        Assert.Equal(key, Assert.Single(OptionRules.Check(Fields, values)).Key);
    }

    [Fact]
    public void Check_GoodValuesAndDefaults_FindsNothing()
    {
        Assert.Empty(OptionRules.Check(Fields, Good()));
        Assert.Empty(OptionRules.Check(Fields, new Dictionary<string, string> { ["url"] = "https://x" }));
    }

    private static Dictionary<string, string> Good() =>
        new() { ["url"] = "https://x", ["count"] = "10", ["on"] = "true", ["size"] = "s", ["key"] = "a\nb" };
}
