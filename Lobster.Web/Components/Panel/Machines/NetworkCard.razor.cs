using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>The addresses of a machine, read from its backend while the rest of the page is there already.</summary>
public sealed partial class NetworkCard : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private (string Addresses, OperationId? Operation)? loadedFor;
    private VmAddressing? read;
    private Refusal? refusal;
    private Refusal? asked;
    private string? editing;
    private string? hostName;
    private string? fault;

    /// <summary>The machine.</summary>
    [Parameter, EditorRequired]
    public required VmDetail Vm { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Whether addresses can be changed here.</summary>
    [Parameter]
    public bool CanChange { get; set; }

    /// <summary>Asks the backend.</summary>
    [Inject]
    public required VmAddresses Addresses { get; init; }

    /// <summary>Changes them.</summary>
    [Inject]
    public required VmActions Actions { get; init; }

    /// <summary>Asks before an address is given back.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Words of a refusal.</summary>
    [Inject]
    public required Formats F { get; init; }

    private string? Busy =>
        Vm.Row.Lifecycle != VmLifecycle.Active ? L["It does not run yet, or no longer."].Value
        : Vm.Row.Operation is { } operation ? L["Waits for: {0}.", L.Title(operation)].Value
        : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Asked again when the listed addresses changed or an operation began or ended, never for a mere redraw.
        var key = (string.Join(',', Vm.Row.Addresses), Vm.Row.Operation?.Id);
        if (!RendererInfo.IsInteractive || loadedFor == key || Vm.WhyNot(Capability.AddressList) is not null) return;
        loadedFor = key;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (Vm.Row.Lifecycle is VmLifecycle.Error or VmLifecycle.Deleted or VmLifecycle.Deleting)
        {
            (read, refusal) = (new VmAddressing([], []), null);
            return;
        }

        try
        {
            var outcome = await Addresses.ReadAsync(Actor, Vm.Row.Id, stopping.Token);
            (read, refusal) = (outcome.Value ?? read, outcome.Refusal);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private string? WhyNoName(VmAddress address) =>
        Vm.WhyNot(Capability.ReverseDns) is { } reason ? F.Words(reason)
        : !address.CanSetReverseDns ? L["This address has no reverse DNS."].Value
        : Busy;

    private void Edit(VmAddress address) => (editing, hostName, fault) = (address.Address.ToString(), address.ReverseDns, null);

    private async Task SaveAsync(string address)
    {
        var outcome = await Actions.SetReverseDnsAsync(Actor, Vm.Row.Id, address, hostName, Guid.CreateVersion7());
        fault = outcome.IsRefused ? F.Words(outcome.Refusal) : null;
        if (outcome.IsRefused) return;
        editing = null;
        Outdate();
    }

    private async Task AddAsync(AddressType type) => Asked(await Actions.AddAddressAsync(Actor, Vm.Row.Id, type, Guid.CreateVersion7()));

    private async Task RemoveAsync(string address)
    {
        var request = new ConfirmRequest(L["Give back {0}?", address], L["The address is gone for good; another machine may get it."], L["Give back"]) { Destroys = true };
        if (await Dialogs.AskAsync(request)) Asked(await Actions.RemoveAddressAsync(Actor, Vm.Row.Id, address, Guid.CreateVersion7()));
    }

    private void Asked(Outcome<OperationId> outcome)
    {
        asked = outcome.Refusal;
        if (!outcome.IsRefused) Outdate();
    }

    // A quick operation begins and ends between two redraws; the next one reads again even if it never saw the operation.
    private void Outdate() => loadedFor = null;

    private string TypeName(AddressType type) => type switch
    {
        AddressType.PublicIPv4 => L["public IPv4"],
        AddressType.PublicIPv6 => L["public IPv6"],
        _ => L["private IPv4"],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }
}
