using Lobster.Core.Accounts;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>One machine: state, what goes on, and everything its owner can do with it. Which part is shown stands in the address.</summary>
public sealed partial class VmPage : MachinePage
{
    private VmDetail? vm;
    private IReadOnlyList<PoolView> pools = [];
    private long? used;
    private ConsoleChoices? consoles;

    /// <summary>The machine's number.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>The part that is shown; null for the first.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The page of its charges, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Reads the machine.</summary>
    [Inject]
    public required VmQueries Machines { get; init; }

    /// <summary>Knows its consoles.</summary>
    [Inject]
    public required ConsoleDesk Desk { get; init; }

    /// <summary>Reads the transfer pools.</summary>
    [Inject]
    public required TransferQueries Transfer { get; init; }

    private IEnumerable<(string? Key, string Text, int Count)> Tabs =>
    [
        (null, L["Overview"], 0), ("network", L["Network"], 0), ("snapshots", L["Snapshots"], vm!.Snapshots.Count), ("resize", L["Resize"], 0),
        ("reimage", L["Reimage"], 0), ("charges", L["Charges"], 0), ("activity", L["Activity"], 0), ("settings", L["Settings"], 0),
    ];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && Account is not null && vm?.Row.Id.Value != Id) await ReadAsync(Account);
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        var found = await Machines.FindAsync(Actor, new VmId(Id), Stopping);
        vm = found?.AccountId == account.Id ? found : null;
        if (vm is null) return;
        consoles = (await Desk.ChoicesAsync(Actor, vm.Row.Id, Stopping)).Value;
        used = await Transfer.UsedByAsync(Actor, vm.Row.Id, Stopping);
        pools = [.. (await Transfer.PoolsAsync(Actor, account.Id, Stopping)).Where(p => p.RegionId == vm.RegionId)];
    }
}
