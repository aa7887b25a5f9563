using Lobster.Core.Regions;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Regions;

/// <summary>All regions.</summary>
public sealed partial class RegionsPage : SellingPage
{
    private IReadOnlyList<RegionRow> rows = [];

    /// <summary>Reads them.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync() => rows = await Regions.ListAsync(Actor, Stopping);
}
