using Lobster.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Lobster.Tests.Web.Layout;

public sealed class ModuleMapTests
{
    private readonly ResourceAssetCollection assets = new(
    [
        Module("lobster", "a1"), Module("console", "b2"), Module("console/frame", "c3"), Module("lib/novnc/core/rfb", "d4"),
    ]);

    [Theory]
    [InlineData("/panel/vms/7/console", 4)]
    [InlineData("/panel/vms/7", 1)]
    [InlineData("/", 1)]
    [InlineData("/console", 1)]
    public void Modules_OfConsoles_AreNamedToTheirPageAlone(string path, int named)
    {
        var map = ModuleMap.Of(assets, path);

        Assert.Equal(named, map.Imports!.Count);
        Assert.Equal("./lobster.a1.js", map.Imports["./lobster.js"]);
    }

    private static ResourceAsset Module(string name, string fingerprint) => new($"{name}.{fingerprint}.js", [new ResourceAssetProperty("label", name + ".js")]);
}
