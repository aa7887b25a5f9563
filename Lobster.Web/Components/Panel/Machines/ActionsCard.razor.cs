using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>What only the machine's provider has: asked of it when the card appears, and again whenever an operation began or ended.</summary>
public sealed partial class ActionsCard : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, string> input = [];
    private Guid requestId = Guid.CreateVersion7();
    private (VmId, string?, OperationId?)? loadedFor;
    private CustomAction[]? actions;
    private CustomAction? filling;
    private (string Action, CustomActionOutcome Outcome)? shown;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>The machine.</summary>
    [Parameter, EditorRequired]
    public required VmDetail Vm { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Lists them and does them.</summary>
    [Inject]
    public required VmCustomActions Custom { get; init; }

    /// <summary>Asks before what is dangerous.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Words of a refusal.</summary>
    [Inject]
    public required Formats F { get; init; }

    private string? Busy =>
        Vm.Row.Suspension != SuspensionKind.None ? L["It is suspended."].Value
        : Vm.Row.Operation is { } operation ? L["Waits for: {0}.", L.Title(operation)].Value
        : null;

    private Dictionary<string, string> Problems => refusal is Refusal.Invalid invalid ? new() { [invalid.Field] = F.Words(invalid) } : [];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var key = (Vm.Row.Id, Vm.Row.PowerState, Vm.Row.Operation?.Id);
        if (!RendererInfo.IsInteractive || loadedFor == key) return;
        loadedFor = key;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var outcome = await Custom.ListAsync(Actor, Vm.Row.Id, stopping.Token);
            if (outcome.IsRefused) refusal = outcome.Refusal;
            else (actions, refusal) = (outcome.Value, null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private async Task ChooseAsync(CustomAction action)
    {
        (refusal, shown) = (null, null);
        input.Clear();
        if (action.Fields.Count > 0) filling = action;
        else await DoAsync(action);
    }

    private async Task DoAsync(CustomAction action)
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            if (action.IsRead) await LookAsync(action);
            else await ChangeAsync(action);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task LookAsync(CustomAction action)
    {
        var outcome = await Custom.LookAsync(Actor, Vm.Row.Id, action.Id, input, stopping.Token);
        refusal = outcome.Refusal;
        if (outcome.IsRefused) return;
        (filling, shown) = (null, (action.Id, outcome.Value));
    }

    private async Task ChangeAsync(CustomAction action)
    {
        var question = new ConfirmRequest(L["{0}, on {1}?", action.Label, Vm.Row.Name], action.Help ?? "", action.Label) { Destroys = true };
        if (action.IsDangerous && !await Dialogs.AskAsync(question)) return;
        refusal = (await Custom.RunAsync(Actor, Vm.Row.Id, action.Id, input, requestId, stopping.Token)).Refusal;
        if (refusal is null) (filling, requestId) = (null, Guid.CreateVersion7());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }
}
