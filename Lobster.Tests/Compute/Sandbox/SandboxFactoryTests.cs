using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox;

public sealed class SandboxFactoryTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public void Create_NoOptions_TouchesNoFile()
    {
        cloud.Factory.Create(cloud.Settings(cloud.Options));

        Assert.False(Directory.Exists(cloud.Folder));
    }

    [Theory]
    [InlineData("explode Unavailable 1")]
    [InlineData("create Explosion 1")]
    [InlineData("create Unavailable none")]
    [InlineData("create")]
    public void Validate_FailNextThatCannotBeRead_NamesTheField(string line)
    {
        var settings = cloud.Settings(new Dictionary<string, string> { ["failNext"] = "create Unavailable 2\n" + line });

        Assert.Equal("failNext", Assert.Single(cloud.Factory.Validate(settings)).Key);
        Assert.Throws<ArgumentException>(() => cloud.Factory.Create(settings));
    }

    [Fact]
    public void Fields_Defaults_ValidateAndKeysAreUnique()
    {
        var fields = cloud.Factory.OptionFields;
        var defaults = fields.Where(f => f.Default is not null).ToDictionary(f => f.Key, f => f.Default!);

        Assert.Empty(OptionRules.Check(fields, defaults));
        Assert.Empty(cloud.Factory.Validate(cloud.Settings(defaults)));
        Assert.Equal(fields.Count, fields.DistinctBy(f => f.Key).Count());
        Assert.All(fields.Where(f => f.Kind == OptionKind.Choice), f => Assert.Contains(f.Choices, c => c.Value == f.Default));
    }

    [Fact]
    public void Settings_Printed_TellNoSecret()
    {
        var settings = cloud.Settings(cloud.Options) with { Secrets = new Dictionary<string, string> { ["apiKey"] = "hunter2" } };

        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
    }
}
