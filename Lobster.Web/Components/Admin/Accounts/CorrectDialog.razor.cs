using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Plans;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>Days and reason of a correction, then the difference line by line, then its posting. Only what was seen is posted.</summary>
public sealed partial class CorrectDialog : ComponentBase
{
    private ElementReference first;
    private IReadOnlyList<CorrectionPrice> prices = [];
    private string? from;
    private string? to;
    private string? kind;
    private string? price;
    private string? priceFrom;
    private string reason = "";
    private bool tells;
    private CorrectionPreview? found;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Whose charges.</summary>
    [Parameter, EditorRequired]
    public required AccountSummary Account { get; set; }

    /// <summary>Reckons and posts.</summary>
    [Inject]
    public required ChargeCorrections Corrections { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private ChargeKind? Only => Enum.TryParse<ChargeKind>(kind, out var only) ? only : null;

    private IEnumerable<CorrectionPrice> Offered => prices.Where(p => Only is null || p.Kind == Only);

    private CorrectionForm Form => new(Account.Id, from, to, reason)
    {
        Only = Only,
        PriceVersionId = long.TryParse(price, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new PriceVersionId(id) : null,
        PriceFrom = string.IsNullOrEmpty(price) ? null : priceFrom, Expected = found?.Difference, TellsOwner = tells,
    };

    /// <summary>Opens it and answers whether something was posted.</summary>
    public static async Task<bool> OpenAsync(IDialogService dialogs, Actor actor, AccountSummary account)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<CorrectDialog> { { d => d.Actor, actor }, { d => d.Account, account } };
        var shown = await dialogs.ShowAsync<CorrectDialog>(null, parameters, new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true });
        return await shown.Result is { Canceled: false };
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var yesterday = F.Now.Day.AddDays(-1);
        to = yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        from = yesterday.AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        prices = await Corrections.PricesAsync(Actor, Account.Id);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await first.FocusAsync();
    }

    // The difference on the screen is always that of what is typed.
    private void Typed(Action set)
    {
        set();
        (found, refusal) = (null, null);
    }

    // A price of another kind is no longer offered.
    private void Choose(string? chosen)
    {
        kind = chosen;
        if (!Offered.Any(p => p.Id.ToString() == price)) price = null;
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task SendAsync()
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            if (found is { Lines.Count: > 0 }) await PostAsync();
            else await PreviewAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task PreviewAsync()
    {
        var outcome = await Corrections.PreviewAsync(Actor, Form);
        (found, refusal) = (outcome.Value, outcome.Refusal);
    }

    private async Task PostAsync()
    {
        var outcome = await Corrections.PostAsync(Actor, Form);
        refusal = outcome.Refusal;
        if (refusal is null) Dialog.Close(DialogResult.Ok(true));
        else if (refusal is Refusal.Conflict) found = null;
    }

    private string Summary(CorrectionPreview seen) =>
        seen.Lines.Count == 0 ? L["Nothing differs."]
        : seen.Difference.IsNegative ? L["{0} is taken from the credit of {1}.", F.Fine(-seen.Difference), Account.Name]
        : L["{0} goes back to the credit of {1}.", F.Fine(seen.Difference), Account.Name];

    private string Looked(CorrectionPreview seen)
    {
        var text = L["{0} charges were reckoned again, {1} differ.", Formats.Count(seen.Checked), Formats.Count(seen.Lines.Count)].Value;
        if (seen.Open > 0) text += " " + L["{0} were left out because their day or month still grows.", Formats.Count(seen.Open)].Value;
        if (seen.Cancelled > 0) text += " " + L["{0} were left out because they were given back already.", Formats.Count(seen.Cancelled)].Value;
        if (seen.Unknown > 0) text += " " + L["{0} were left out because their size is not known yet.", Formats.Count(seen.Unknown)].Value;
        return text;
    }
}
