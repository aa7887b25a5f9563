using Lobster.Core.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Regions;

/// <summary>The regions: search, filter, order and page live in the address.</summary>
public sealed partial class RegionsPage : SellingPage
{
    private const int PageSize = 25;
    private RegionList list = RegionList.Empty;
    private RegionFilter? shown;
    private FilterOption[] states = [];

    /// <summary>Part of a name or a location.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The state to show.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>By what to sort; a minus before it turns the order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Reads them.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private RegionFilter Filter => new(
        string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Enum.TryParse<RegionShown>(State, true, out var state) ? state : null,
        Enum.TryParse<RegionOrder>(Sort?.TrimStart('-'), true, out var order) ? order : RegionOrder.Shop, Sort is ['-', ..], PageNumber, PageSize);

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        states = [.. Enum.GetNames<RegionShown>().Select(s => new FilterOption(s.ToLowerInvariant(), Words[s]))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var wanted = Filter;
        var read = (await Regions.PageAsync(Actor, wanted, Stopping)).Value ?? RegionList.Empty;
        if (wanted == Filter) (list, shown) = (read, wanted);
    }
}
