using Lobster.Core.Events;
using Lobster.Core.Payments;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Payments;

/// <summary>All payments: search, filters and page live in the address.</summary>
public sealed partial class PaymentsPage : StaffPage
{
    private PaymentList? list;
    private PaymentFilter? shown;
    private IReadOnlyList<PaymentDifference> differences = [];
    private FilterOption[] states = [];
    private FilterOption[] gateways = [];

    /// <summary>Part of a reference, of a provider's id or of an account's name.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The state to show.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The gateway to show.</summary>
    [SupplyParameterFromQuery(Name = "gateway")]
    public string? Gateway { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Lists them.</summary>
    [Inject]
    public required PaymentDesk Desk { get; init; }

    /// <summary>Knows what gateways are called.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private string? Sub => list is null ? null : list.Total == 1 ? Words["1 payment"].Value : Words["{0} payments", Formats.Count(list.Total)].Value;

    private PaymentFilter Filter => new()
    {
        Search = string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), State = Enum.TryParse<PaymentState>(State, true, out var state) ? state : null, Gateway = Gateway,
        Page = PageNumber,
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        states = [.. Enum.GetValues<PaymentState>().Select(s => new FilterOption(s.ToString().ToLowerInvariant(), Words[Name(s)]))];
        gateways = [.. Gateways.Types.Select(t => new FilterOption(t, Gateways.NameOf(t)))];
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject == SubjectKind.Payment;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var wanted = Filter;
        var read = (await Desk.ListAsync(Actor, wanted, Stopping)).Value;
        if (wanted == Filter) (list, shown) = (read, wanted);
        differences = (await Desk.DifferencesAsync(Actor, Stopping)).Value ?? [];
    }

    private static string Name(PaymentState state) => state switch
    {
        PaymentState.Review => "In review",
        PaymentState.PartiallyRefunded => "Partly refunded",
        PaymentState.ChargedBack => "Charged back",
        _ => state.ToString(),
    };
}
