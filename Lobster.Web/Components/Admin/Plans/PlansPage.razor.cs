using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Web.Components.Admin.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>All plans, and the prices that belong to no plan.</summary>
public sealed partial class PlansPage : SellingPage
{
    private static readonly PriceSubject[] others = [PriceSubject.ImageStorage, PriceSubject.TransferOverage];
    private IReadOnlyList<PlanRow> rows = [];
    private IReadOnlyList<PriceRow> prices = [];
    private IReadOnlyList<KeyValuePair<RegionId, string>> places = [];

    /// <summary>Reads plans and prices.</summary>
    [Inject]
    public required PlanQueries Plans { get; init; }

    /// <summary>Reads regions.</summary>
    [Inject]
    public required RegionQueries Regions { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        rows = await Plans.ListAsync(Actor, Stopping);
        prices = await Plans.OtherPricesAsync(Actor, Stopping);
        places = [.. (await Regions.ListAsync(Actor, Stopping)).Select(r => new KeyValuePair<RegionId, string>(r.Id, r.Name))];
    }

    private string Figures(PlanRow row) =>
        Words["{0} vCPU, {1}, {2}", row.Plan.VCpus, Formats.Ram(row.Plan.RamMb), Formats.Gigabytes(row.Plan.DiskGb)];

    private string Where(PlanRow row) => row.RetiredAt is not null ? "–"
        : row.IsGlobal && row.Regions.Count == places.Count ? Words["everywhere"]
        : row.Regions.Count == 0 ? Words["nowhere"] : string.Join(", ", row.Regions);

    private string State(PlanRow row) => row switch
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
