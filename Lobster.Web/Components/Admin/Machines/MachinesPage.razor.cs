using Lobster.Core.Accounts;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Machines;

/// <summary>Everybody's machines: search, filters, order and page live in the address. Staff may delete one, by typing its name.</summary>
public sealed partial class MachinesPage : StaffPage
{
    private const int PageSize = 25;
    private AdminVmList list = AdminVmList.Empty;
    private (AccountId?, VmFilter)? shown;
    private FilterOption[] states = [];
    private FilterOption[] regions = [];

    /// <summary>Part of a name or an address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The state to show.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The region to show.</summary>
    [SupplyParameterFromQuery(Name = "region")]
    public long? Region { get; set; }

    /// <summary>The account to show.</summary>
    [SupplyParameterFromQuery(Name = "account")]
    public long? Account { get; set; }

    /// <summary>By what to sort; a minus before it turns the order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Lists machines.</summary>
    [Inject]
    public required AdminVmQueries Machines { get; init; }

    /// <summary>Deletes them.</summary>
    [Inject]
    public required VmDeletion Deletion { get; init; }

    /// <summary>Takes a deletion back.</summary>
    [Inject]
    public required VmDeletionCancel Keeping { get; init; }

    /// <summary>Foresees the last charge.</summary>
    [Inject]
    public required VmEndings Endings { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private string? Sub => !IsRead || list.Total == 0 ? null
        : list.Total == 1 ? Words["1 machine, {0} an hour", F.FineTotal(list.HourlyRate)].Value
        : Words["{0} machines, {1} an hour together", Formats.Count(list.Total), F.FineTotal(list.HourlyRate)].Value;

    private FilterOption[] AccountOption => [new(Account?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", list.Account ?? Words["unknown"])];

    private (AccountId?, VmFilter) Filter => (
        Account is { } account ? new AccountId(account) : null,
        new VmFilter(
            string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Enum.TryParse<VmShown>(State, true, out var state) ? state : null,
            Region is { } region ? new RegionId(region) : null, Enum.TryParse<VmOrder>(Sort?.TrimStart('-'), true, out var order) ? order : VmOrder.Name,
            Sort is ['-', ..], PageNumber, PageSize));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject is SubjectKind.Vm or SubjectKind.Operation;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        if (states.Length == 0)
        {
            states = [.. Enum.GetNames<VmShown>().Select(s => new FilterOption(s.ToLowerInvariant(), Words[s]))];
            regions = [.. (await Machines.RegionsAsync(Actor, Stopping)).Select(r => new FilterOption(r.Id.ToString(), r.Name))];
        }

        var wanted = Filter;
        var read = (await Machines.ListAsync(Actor, wanted.Item1, wanted.Item2, Stopping)).Value ?? AdminVmList.Empty;
        if (wanted == Filter) (list, shown) = (read, wanted);
    }

    private static bool CanDelete(AdminVmRow row) => row.Vm.Lifecycle is not (VmLifecycle.Deleting or VmLifecycle.Deleted);

    private bool CanKeep(AdminVmRow row) => IsAdmin && row is { Vm.Lifecycle: VmLifecycle.Deleting, BackendId: not null };

    private async Task KeepAsync(AdminVmRow row)
    {
        var name = row.Vm.Name;
        var request = new ConfirmRequest(
            Words["Keep {0} of {1}?", name, row.AccountName],
            Words["Its deletion is taken back, if {0} was not asked for it yet. It is charged again from where its charges ended, the time since the deletion too. The customer sees who did it.", row.Vm.Region],
            Words["Keep {0}", name]);
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Keeping.CancelAsync(Actor, row.Vm.Id, Stopping)).Refusal, Words["{0} stays.", name]);
    }

    private async Task DeleteAsync(AdminVmRow row)
    {
        if (await Endings.ForeseeAsync(Actor, row.Vm.Id, Stopping) is not { } ending) return;
        var name = row.Vm.Name;
        var request = new ConfirmRequest(
            Words["Delete {0} of {1}?", name, row.AccountName], Words["Its disk and its addresses are gone for good. Snapshots of it stay. The customer sees who did it."], Words["Delete {0}", name])
        {
            Name = name,
            Destroys = true,
            Lines =
            [
                new ReceiptLine(Words["Last charge, now"], F.Fine(ending.LastCharge)),
                new ReceiptLine(Words["All it will have cost"], F.Fine(ending.Total), true),
            ],
        };
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Deletion.DeleteAsync(Actor, row.Vm.Id, Stopping)).Refusal);
    }
}
