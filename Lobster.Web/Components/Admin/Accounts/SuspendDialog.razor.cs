using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Standing;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>Asks for the reason of a suspension by staff, or of its end, and carries it out.</summary>
public sealed partial class SuspendDialog : ComponentBase
{
    private ElementReference first;
    private string reason = "";
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Which account.</summary>
    [Parameter, EditorRequired]
    public required AccountSummary Account { get; set; }

    /// <summary>Whether it ends a suspension.</summary>
    [Parameter]
    public bool Lifts { get; set; }

    /// <summary>Carries it out.</summary>
    [Inject]
    public required AccountSuspension Suspensions { get; init; }

    /// <summary>Words of a refusal.</summary>
    [Inject]
    public required Formats F { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private string? Fault => refusal is Refusal.Invalid invalid ? F.Words(invalid) : null;

    /// <summary>Opens it and answers whether it was carried out.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, Actor actor, AccountSummary account, bool lifts)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<SuspendDialog> { { d => d.Actor, actor }, { d => d.Account, account }, { d => d.Lifts, lifts } };
        var shown = await dialogs.ShowAsync<SuspendDialog>(null, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        return await shown.Result is { Canceled: false };
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await first.FocusAsync();
    }

    private async Task SendAsync()
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            refusal = (Lifts ? await Suspensions.LiftAsync(Actor, Account.Id, reason) : await Suspensions.SuspendAsync(Actor, Account.Id, reason)).Refusal;
            if (refusal is null) Dialog.Close(DialogResult.Ok(true));
        }
        finally
        {
            isBusy = false;
        }
    }
}
