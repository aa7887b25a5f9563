using Lobster.Backends.Compute.LunaNode;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>The region's form, and what it becomes.</summary>
public sealed class LunaNodeFactoryTests
{
    [Theory]
    [InlineData("region", "new york")]
    [InlineData("apiId", "short")]
    [InlineData("apiKey", "0123456789abcdef")]
    [InlineData("address", "dynamic.lunanode.com")]
    public void Validate_ValueThatMakesNoSense_NamesTheField(string key, string value)
    {
        using var services = Services();
        var factory = services.GetRequiredService<IBackendFactory>();
        var settings = Settings(key, value);

        Assert.Equal([key], factory.Validate(settings).Keys);
        Assert.Throws<ArgumentException>(() => factory.Create(settings));
    }

    [Fact]
    public void Create_GoodForm_MakesABackendWithoutARequest()
    {
        using var services = Services();

        Assert.NotNull(services.GetRequiredService<IBackendFactory>().Create(Settings("region", "Toronto")));
    }

    [Fact]
    public void Task_Malformed_IsNoneOfOurs() => Assert.Null(LunaNodeTask.Parse("resize|12000|yesterday|1|running"));

    private static ServiceProvider Services() => new ServiceCollection().AddLunaNode().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private static BackendSettings Settings(string key, string value)
    {
        var form = new Dictionary<string, string> { ["region"] = "toronto", ["apiId"] = LunaNodeFake.ApiId, ["apiKey"] = LunaNodeFake.ApiKey, [key] = value };
        var secret = form["apiKey"];
        form.Remove("apiKey");
        return new BackendSettings(4, "Toronto", Guid.CreateVersion7(), 1, form, new Dictionary<string, string> { ["apiKey"] = secret });
    }
}
