using Lobster.Core.Accounts;
using Lobster.Core.Events;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>All accounts: search, filters, order and page live in the address.</summary>
public sealed partial class AccountsPage : StaffPage
{
    private const int PageSize = 25;
    private AccountList list = AccountList.Empty;
    private AccountFilter? shown;
    private FilterOption[] standings = [];
    private FilterOption[] yesOrNo = [];

    /// <summary>Part of a name or an e-mail.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The standing to show.</summary>
    [SupplyParameterFromQuery(Name = "standing")]
    public string? Standing { get; set; }

    /// <summary>"yes" or "no".</summary>
    [SupplyParameterFromQuery(Name = "parked")]
    public string? Parked { get; set; }

    /// <summary>"yes" or "no".</summary>
    [SupplyParameterFromQuery(Name = "disabled")]
    public string? Disabled { get; set; }

    /// <summary>By what to sort; a minus before it turns the order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Lists accounts.</summary>
    [Inject]
    public required AccountListQueries Accounts { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private string? Sub => !IsRead ? null : list.Total == 1 ? Words["1 account"].Value : Words["{0} accounts", Formats.Count(list.Total)].Value;

    private AccountFilter Filter => new(
        string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Enum.TryParse<StandingState>(Standing, true, out var standing) ? standing : null, YesOrNo(Parked), YesOrNo(Disabled),
        Enum.TryParse<AccountOrder>(Sort?.TrimStart('-'), true, out var order) ? order : AccountOrder.Name, Sort is ['-', ..], PageNumber, PageSize);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        standings =
        [
            new("good", Words["Good"]), new("lowcredit", Words["Low credit"]), new("suspended", Words["Suspended"]), new("terminated", Words["Terminated"]),
        ];
        yesOrNo = [new("yes", Words["yes"]), new("no", Words["no"])];
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject is SubjectKind.Account or SubjectKind.Vm;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var wanted = Filter;
        var read = (await Accounts.ListAsync(Actor, wanted, Stopping)).Value ?? AccountList.Empty;
        if (wanted == Filter) (list, shown) = (read, wanted);
    }

    private static bool? YesOrNo(string? text) => text switch
    {
        "yes" => true,
        "no" => false,
        _ => null,
    };
}
