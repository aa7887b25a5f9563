using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>Amount and reason of an adjustment. Its request id is minted when it opens, so that sending it twice posts once.</summary>
public sealed partial class AdjustDialog : ComponentBase
{
    private readonly Guid requestId = Guid.CreateVersion7();
    private ElementReference first;
    private string amount = "";
    private string reason = "";
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Whose credit.</summary>
    [Parameter, EditorRequired]
    public required AccountSummary Account { get; set; }

    /// <summary>Posts it.</summary>
    [Inject]
    public required Adjustments Adjustments { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>How the currency is written.</summary>
    [Inject]
    public required PanelCurrency Currency { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private string? AmountFault => Fault(nameof(AdjustmentForm.Amount));

    private string? ReasonFault => Fault(nameof(AdjustmentForm.Reason));

    private AccountSummary? After =>
        MoneyText.Read(amount, out var change, allowNegative: true) is null && change != Money.Zero ? Account with { Credit = Account.Credit + change } : null;

    /// <summary>Opens it and answers whether something was posted.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, Actor actor, AccountSummary account)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<AdjustDialog> { { d => d.Actor, actor }, { d => d.Account, account } };
        var shown = await dialogs.ShowAsync<AdjustDialog>(null, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        return await shown.Result is { Canceled: false };
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await first.FocusAsync();
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task PostAsync()
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            refusal = (await Adjustments.PostAsync(Actor, new AdjustmentForm(requestId, Account.Id, amount, reason))).Refusal;
            if (refusal is null) Dialog.Close(DialogResult.Ok(true));
        }
        finally
        {
            isBusy = false;
        }
    }
}
