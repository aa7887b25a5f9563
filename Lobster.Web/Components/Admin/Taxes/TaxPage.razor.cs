using System.Globalization;
using Lobster.Core;
using Lobster.Core.Events;
using Lobster.Core.Tax;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Taxes;

/// <summary>Rates of tax, and who sells.</summary>
public sealed partial class TaxPage : StaffPage
{
    private TaxSetup? setup;
    private TaxRate? changed;
    private string? country = "";
    private CustomerKind kind;
    private string? name = "VAT";
    private string? percent;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Sets tax up.</summary>
    [Inject]
    public required TaxDesk Desk { get; init; }

    private string FormTitle => changed is null ? Words["New rate"] : Words["Change {0}", Name(changed)];

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject == SubjectKind.Panel;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => setup = (await Desk.ReadAsync(Actor, Stopping)).Value;

    private string Where(TaxRate rate) => rate.Country.Length == 0 ? Words["Any other country"] : F.Country(rate.Country);

    private string Name(TaxRate rate) => Words["{0} of {1}", rate.Name, Where(rate)];

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private void Change(TaxRate rate)
    {
        (changed, refusal, country, kind, name) = (rate, null, rate.Country, rate.Kind, rate.Name);
        percent = (rate.RateThousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
    }

    private void Clear() => (changed, refusal, country, kind, percent) = (null, null, "", CustomerKind.Person, "");

    private async Task SaveAsync()
    {
        if (isBusy) return;
        isBusy = true;
        refusal = (await Desk.SaveRateAsync(Actor, changed?.Id, changed?.Version ?? 0, new TaxRateForm(country, kind, name, percent), Stopping)).Refusal;
        isBusy = false;
        if (refusal is not null) return;
        Toasts.Say(Words["Saved. It holds for payments that are begun from now on."]);
        Clear();
        await RefreshAsync();
    }

    private async Task RemoveAsync(TaxRate rate)
    {
        var request = new ConfirmRequest(Words["Remove {0}?", Name(rate)], Words["Payments that were begun keep it. From now on it is not added any more."], Words["Remove"]) { Destroys = true };
        if (!await Dialogs.AskAsync(request)) return;
        if (changed?.Id == rate.Id) Clear();
        await DoneAsync((await Desk.RemoveRateAsync(Actor, rate.Id, rate.Version, Stopping)).Refusal);
    }
}
