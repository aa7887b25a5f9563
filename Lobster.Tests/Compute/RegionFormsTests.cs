using Lobster.Backends;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute;

/// <summary>The forms of all backends, as an admin meets them.</summary>
public sealed class RegionFormsTests
{
    public static TheoryData<string> Types() => [.. Factories().Select(f => f.Type)];

    [Theory, MemberData(nameof(Types))]
    public void Form_Defaults_KeepItsOwnRules(string type)
    {
        var fields = Factory(type).OptionFields;

        var problems = OptionRules.Check(fields, fields.Where(f => f.Default is not null).ToDictionary(f => f.Key, f => f.Default!));

        Assert.Equal(fields.Where(f => f.Required && f.Default is null).Select(f => f.Key).Order(), problems.Keys.Order());
    }

    [Theory, MemberData(nameof(Types))]
    public void Form_Fields_HaveEachItsKeyAndItsLabel(string type)
    {
        var fields = Factory(type).OptionFields;

        Assert.Equal(fields.Count, fields.DistinctBy(f => f.Key).Count());
        Assert.Equal(fields.Count, fields.DistinctBy(f => f.Label).Count());
        Assert.All(fields, f => Assert.Equal(f.Kind == OptionKind.Choice, f.Choices.Count > 0));
    }

    [Theory, MemberData(nameof(Types))]
    public void Create_NothingFilledIn_ThrowsOnlyWhereSomethingIsNeeded(string type)
    {
        var factory = Factory(type);
        var nothing = new BackendSettings(1, "Here", Guid.CreateVersion7(), factory.OptionsVersion, new Dictionary<string, string>(), new Dictionary<string, string>());

        if (factory.OptionFields.Any(f => f.Required && f.Default is null)) Assert.Throws<ArgumentException>(() => factory.Create(nothing));
        else Assert.NotNull(factory.Create(nothing));
    }

    private static IBackendFactory Factory(string type) => Factories().Single(f => f.Type == type);

    private static IEnumerable<IBackendFactory> Factories() => new ServiceCollection().AddLogging().AddLobsterBackends().BuildServiceProvider().GetServices<IBackendFactory>();
}
