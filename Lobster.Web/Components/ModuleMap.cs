using System.Runtime.CompilerServices;
using Lobster.Web.Components.Panel.Consoles;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components;

/// <summary>Which script modules a page is told of by their fingerprinted names. The dozens that draw consoles are told to the console's page alone, where each of them is fetched.</summary>
internal static class ModuleMap
{
    private static readonly ConditionalWeakTable<ResourceAssetCollection, ImportMapDefinition> WithConsoles = [];
    private static readonly ConditionalWeakTable<ResourceAssetCollection, ImportMapDefinition> Others = [];

    /// <summary>The map of the page at an address. A module that is in none is found too, by its plain name, which the browser asks for anew each time.</summary>
    public static ImportMapDefinition Of(ResourceAssetCollection assets, PathString path) =>
        ConsolePage.IsAt(path)
            ? WithConsoles.GetValue(assets, ImportMapDefinition.FromResourceCollection)
            : Others.GetValue(assets, all => ImportMapDefinition.FromResourceCollection(new ResourceAssetCollection([.. all.Where(a => !DrawsConsoles(a.Url))])));

    private static bool DrawsConsoles(string url) =>
        url.StartsWith("lib/", StringComparison.Ordinal) || url.StartsWith("console/", StringComparison.Ordinal) || url.StartsWith("console.", StringComparison.Ordinal);
}
