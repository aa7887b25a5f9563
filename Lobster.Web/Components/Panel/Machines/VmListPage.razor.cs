using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>The customer's machines: search, filter, order and page live in the address; rows move while one looks.</summary>
public sealed partial class VmListPage : MachinePage
{
    private const int PageSize = 25;
    private VmList list = VmList.Empty;
    private VmFilter? shown;
    private FilterOption[] states = [];
    private FilterOption[] regions = [];
    private Money? cheapest;

    /// <summary>Part of a name or an address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The state to show.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The region to show.</summary>
    [SupplyParameterFromQuery(Name = "region")]
    public long? Region { get; set; }

    /// <summary>By what to sort; a minus before it turns the order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Reads the machines.</summary>
    [Inject]
    public required VmListQueries Machines { get; init; }

    /// <summary>Reads regions and prices.</summary>
    [Inject]
    public required VmChoiceQueries Choices { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Makes the links of the heads.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private bool IsNarrowed => Filter is not { Search: null, Shown: null, RegionId: null };

    private string MonthName => F.Now.ToDateTimeOffset().ToString("MMMM", CultureInfo.CurrentCulture);

    private string? Sub => !IsRead || list.Total == 0 ? null
        : list.Total == 1 ? L["1 machine, {0}", F.RateInText(list.HourlyRate)].Value
        : L["{0} machines, {1} together", Formats.Count(list.Total), F.RateInText(list.HourlyRate)].Value;

    private string Invitation => cheapest is { } rate ? L["The smallest costs {0}.", F.RateInText(rate)] : L["They are charged by the hour."];

    private VmFilter Filter
    {
        get
        {
            var (key, turned) = Sort is ['-', .. var rest] ? (rest, true) : (Sort, false);
            return new VmFilter(
                string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Enum.TryParse<VmShown>(State, true, out var state) ? state : null,
                Region is { } region ? new RegionId(region) : null, Enum.TryParse<VmOrder>(key, true, out var order) ? order : VmOrder.Name, turned, PageNumber, PageSize);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && Account is not null && shown != Filter) await ReadAsync(Account);
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        if (regions.Length == 0) await ReadChoicesAsync(account);
        var wanted = Filter;
        var read = await Machines.ListAsync(Actor, account.Id, wanted, Stopping);
        if (wanted == Filter) (list, shown) = (read, wanted);
    }

    private async Task ReadChoicesAsync(AccountSummary account)
    {
        var choices = await Choices.ReadAsync(Actor, account.Id, Stopping);
        states = [.. Enum.GetNames<VmShown>().Select(s => new FilterOption(s.ToLowerInvariant(), L[s]))];
        regions = [.. choices?.Regions.Select(r => new FilterOption(r.Id.ToString(), r.Name)) ?? []];
        cheapest = choices?.Regions.SelectMany(r => r.Plans).Select(p => p.Hourly).Min();
    }

    private string Kind(VmRow vm) => vm.Image is null ? vm.Plan : L["{0}, {1}", vm.Plan, vm.Image];

    private RenderFragment Head(string key, string text, string? css) => builder =>
    {
        var filter = Filter;
        var isHere = filter.Order.ToString().Equals(key, StringComparison.OrdinalIgnoreCase);
        builder.OpenElement(0, "th");
        builder.AddAttribute(1, "scope", "col");
        builder.AddAttribute(2, "class", css);
        builder.AddAttribute(3, "aria-sort", isHere ? filter.IsDescending ? "descending" : "ascending" : null);
        builder.OpenElement(4, "a");
        builder.AddAttribute(5, "class", "lb-sort");
        builder.AddAttribute(6, "href", Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["sort"] = isHere && !filter.IsDescending ? "-" + key : key == "name" ? null : key, ["page"] = null,
        }));
        builder.AddContent(7, text);
        if (isHere)
        {
            builder.OpenComponent<Icon>(8);
            builder.AddComponentParameter(9, nameof(Icon.Of), filter.IsDescending ? MudBlazor.Icons.Material.Outlined.ArrowDownward : MudBlazor.Icons.Material.Outlined.ArrowUpward);
            builder.CloseComponent();
        }

        builder.CloseElement();
        builder.CloseElement();
    };
}
