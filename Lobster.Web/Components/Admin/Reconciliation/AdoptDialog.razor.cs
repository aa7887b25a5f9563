using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Reconciliation;

/// <summary>Account and plan of an adoption. Its request id is minted when it opens, so that sending it twice adopts once.</summary>
public sealed partial class AdoptDialog : ComponentBase
{
    private readonly Guid requestId = Guid.CreateVersion7();
    private ElementReference first;
    private string account = "";
    private long plan;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The orphan or foreign machine.</summary>
    [Parameter, EditorRequired]
    public required FindingRow Row { get; set; }

    /// <summary>What may be chosen.</summary>
    [Parameter, EditorRequired]
    public required AdoptionChoices Choices { get; set; }

    /// <summary>Carries it out.</summary>
    [Inject]
    public required MachineAdoption Adoption { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private string? AccountFault => Fault(nameof(AdoptForm.Account));

    private string? PlanFault => Fault(nameof(AdoptForm.Plan));

    /// <summary>Opens it and answers whether the machine was adopted.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, Actor actor, FindingRow row, AdoptionChoices choices)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<AdoptDialog> { { d => d.Actor, actor }, { d => d.Row, row }, { d => d.Choices, choices } };
        var shown = await dialogs.ShowAsync<AdoptDialog>(null, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        return await shown.Result is { Canceled: false };
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => (account, plan) = (Choices.Account ?? "", Choices.Fitting?.Value ?? 0);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await first.FocusAsync();
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task SendAsync()
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            refusal = (await Adoption.AdoptAsync(Actor, new AdoptForm(requestId, Row.Finding.Id, account, new PlanId(plan)))).Refusal;
            if (refusal is null) Dialog.Close(DialogResult.Ok(true));
        }
        finally
        {
            isBusy = false;
        }
    }
}
