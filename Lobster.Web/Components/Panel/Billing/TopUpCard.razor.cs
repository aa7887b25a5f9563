using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.TopUps;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Billing;

/// <summary>
/// Automatic top-up of the customer's own account: saves and removes a card, sets the rule, switches it. Reads again whenever the page around it does; nothing is drawn where
/// no way to pay keeps cards.
/// </summary>
public sealed partial class TopUpCard : PageBase
{
    private TopUpView? view;
    private Guid requestId = Guid.CreateVersion7();
    private Refusal? refusal;
    private string hours = "72";
    private string amount = "25.00";
    private string ceiling = "100.00";
    private bool agrees;
    private bool isOpen;
    private bool isBusy;
    private bool hasAsked;
    private int turns;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Their account, as it is now.</summary>
    [Parameter, EditorRequired]
    public required AccountSummary Account { get; set; }

    /// <summary>Reads how it stands.</summary>
    [Inject]
    public required TopUpQueries TopUps { get; init; }

    /// <summary>Switches it.</summary>
    [Inject]
    public required TopUpDesk Desk { get; init; }

    /// <summary>Saves and removes the card.</summary>
    [Inject]
    public required SavedCardDesk Cards { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>How the currency is written.</summary>
    [Inject]
    public required PanelCurrency Currency { get; init; }

    /// <summary>What the panel is called.</summary>
    [Inject]
    public required Brand Brand { get; init; }

    /// <summary>Goes to the provider's page.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Asks back.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Makes links that leave the panel and come back.</summary>
    [Inject]
    internal PublicAddress Address { get; init; } = null!;

    private string? Trouble => TopUpWords.Trouble(view!, L, F);

    private string Next
    {
        get
        {
            if (view is not { Rule: { } rule }) return "";
            if (view.Open is not null) return L["being charged"];
            if (TopUpRules.IsDue(Account.Runway, rule.ThresholdHours)) return L["soon"];
            return F.Until(new RunwayEnd(Account.Runway.Until - TimeSpan.FromHours(rule.ThresholdHours)));
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => view = await TopUps.FindAsync(Actor, Account.Id, Stopping);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Coming back from the provider's page proves nothing: it is asked, once. Its call may be faster.
        if (hasAsked || view is not { IsSaving: true }) return;
        hasAsked = true;
        refusal = (await Cards.FinishAsync(Actor, Account.Id, Stopping)).Refusal;
        await ReadAsync();
        StateHasChanged();
    }

    private Task ReadAsync() => OnParametersSetAsync();

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private string? Css(string field) => Fault(field) is null ? null : "invalid";

    private void Open()
    {
        (isOpen, refusal) = (true, null);
        if (view?.Rule is not { } rule) return;
        (hours, amount, ceiling) = (rule.ThresholdHours.ToString(CultureInfo.InvariantCulture), Text(rule.Amount), Text(rule.MonthlyCeiling));
    }

    private void Close()
    {
        (isOpen, refusal) = (false, null);
        turns++;
    }

    // A rule is looked at before it is switched on; off is off at once.
    private async Task SwitchAsync(bool isOn)
    {
        if (isOn)
        {
            Open();
            turns++;
            return;
        }
        await ActAsync(async () => (await Desk.SwitchOffAsync(Actor, Account.Id, Stopping)).Refusal);
        turns++;
    }

    private Task SwitchOnAsync() => ActAsync(async () =>
    {
        var refused = (await Desk.SwitchOnAsync(Actor, new TopUpForm(Account.Id, hours, amount, ceiling), Stopping)).Refusal;
        if (refused is null) isOpen = false;
        return refused;
    });

    private async Task SaveCardAsync(string gateway)
    {
        Uri? page = null;
        await ActAsync(async () =>
        {
            var back = new Uri((Address.Known ?? Navigation.BaseUri.TrimEnd('/')) + Links.Billing);
            var outcome = await Cards.BeginAsync(Actor, new SaveCardForm(requestId, Account.Id, gateway, agrees), back, Stopping);
            page = outcome.Value;
            return outcome.Refusal;
        });
        if (page is null) return;
        requestId = Guid.CreateVersion7();
        Navigation.NavigateTo(page.ToString(), forceLoad: true);
    }

    private async Task RemoveAsync()
    {
        var request = new ConfirmRequest(
            L["Remove {0}?", view!.Card!.Title], L["It is not charged any more, and automatic top-up ends. The payment provider is told to forget it."], L["Remove card"])
        { Destroys = true, Keep = L["Cancel"] };
        if (await Dialogs.AskAsync(request)) await ActAsync(async () => (await Cards.RemoveAsync(Actor, Account.Id, Stopping)).Refusal);
    }

    private async Task ActAsync(Func<Task<Refusal?>> act)
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            refusal = await act();
            await ReadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string Text(Money amount) => amount.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);
}
