using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Payments;

/// <summary>Amount and reason of a refund. Its request id is minted when it opens, so that sending it twice sends once.</summary>
public sealed partial class RefundDialog : ComponentBase
{
    private readonly Guid requestId = Guid.CreateVersion7();
    private string? amount;
    private string? reason;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The payment.</summary>
    [Parameter, EditorRequired]
    public required PaymentStory Story { get; set; }

    /// <summary>Sends it.</summary>
    [Inject]
    public required RefundDesk Desk { get; init; }

    /// <summary>Knows what gateways are called.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Opens it and answers whether a refund was asked for.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, Actor actor, PaymentStory story)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<RefundDialog> { { d => d.Actor, actor }, { d => d.Story, story } };
        var shown = await dialogs.ShowAsync<RefundDialog>(null, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        return await shown.Result is { Canceled: false };
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var digits = MinorUnits.Digits(Story.Payment.Currency);
        amount = MinorUnits.ToMoney(Story.RefundableMinor, Story.Payment.Currency).ToDecimal().ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task SendAsync()
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            refusal = (await Desk.RequestAsync(Actor, new RefundForm(requestId, Story.Payment.Id, amount, reason))).Refusal;
            if (refusal is null) Dialog.Close(DialogResult.Ok(true));
        }
        finally
        {
            isBusy = false;
        }
    }
}
