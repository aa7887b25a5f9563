using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Web.Components.Admin.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>The plans, and the prices that belong to no plan. Search, filter, order and page live in the address.</summary>
public sealed partial class PlansPage : SellingPage
{
    private static readonly PriceSubject[] others = [PriceSubject.ImageStorage, PriceSubject.TransferOverage];
    private const int PageSize = 25;
    private PlanList list = PlanList.Empty;
    private PlanFilter? shown;
    private FilterOption[] states = [];
    private IReadOnlyList<PriceRow> prices = [];
    private IReadOnlyList<KeyValuePair<RegionId, string>> places = [];

    /// <summary>Part of a name.</summary>
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

    /// <summary>Reads plans and prices.</summary>
    [Inject]
    public required PlanQueries Plans { get; init; }

    /// <summary>Reads regions.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private PlanFilter Filter => new(
        string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Enum.TryParse<PlanShown>(State, true, out var state) ? state : null,
        Enum.TryParse<PlanOrder>(Sort?.TrimStart('-'), true, out var order) ? order : PlanOrder.Shop, Sort is ['-', ..], PageNumber, PageSize);

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        states = [.. Enum.GetNames<PlanShown>().Select(s => new FilterOption(s.ToLowerInvariant(), Words[s]))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var wanted = Filter;
        var read = (await Plans.PageAsync(Actor, wanted, Stopping)).Value ?? PlanList.Empty;
        if (wanted == Filter) (list, shown) = (read, wanted);
        prices = await Plans.OtherPricesAsync(Actor, Stopping);
        places = [.. (await Regions.ListAsync(Actor, Stopping)).Select(r => new KeyValuePair<RegionId, string>(r.Id, r.Name))];
    }

    private string Figures(PlanRow row) =>
        Words["{0} vCPU, {1}, {2}", row.Plan.VCpus, Formats.Ram(row.Plan.RamMb), Formats.Gigabytes(row.Plan.DiskGb)];

    private string Where(PlanRow row) => row.RetiredAt is not null ? "–"
        : row.IsGlobal && row.Regions.Count == places.Count ? Words["everywhere"]
        : row.Regions.Count == 0 ? Words["nowhere"] : string.Join(", ", row.Regions);

    private string Standing(PlanRow row) => row switch
    {
        { RetiredAt: not null } => Words["Retired"],
        { IsEnabled: false } => Words["Off"],
        { Plan.Hourly: null, RegionPrices: 0 } => Words["No price"],
        _ => Words["Sold"],
    };

    private static Tone Colour(PlanRow row) => row switch
    {
        { RetiredAt: not null } or { IsEnabled: false } => Tone.Neutral,
        { Plan.Hourly: null, RegionPrices: 0 } => Tone.Warning,
        _ => Tone.Good,
    };
}
