using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Tax;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Billing;

/// <summary>Who pays for the account, as it stands on receipts.</summary>
public sealed partial class DetailsPage : MachinePage
{
    private bool isFilled;
    private long? version;
    private CustomerKind kind;
    private string? name;
    private string? company;
    private string? street;
    private string? street2;
    private string? postcode;
    private string? city;
    private string? country;
    private string? taxId;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Keeps the details.</summary>
    [Inject]
    public required CustomerRecords Records { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Goes back.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsBusiness => kind == CustomerKind.Business;

    private string? TaxIdHelp => TaxIds.Example(country ?? "") is { } example ? L["Such as {0}", example].Value : null;

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account)
    {
        // What is being typed stays: whoever saves over another's change is told.
        if (isFilled) return;
        isFilled = true;
        if (await Records.FindAsync(Actor, account.Id, Stopping) is not { } details) return;
        (version, kind, name, company, street) = (details.Version, details.Kind, details.Name, details.Company, details.Street);
        (street2, postcode, city, country, taxId) = (details.Street2, details.Postcode, details.City, details.Country, details.TaxId);
    }

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task SaveAsync()
    {
        if (isBusy || Account is null) return;
        isBusy = true;
        var form = new BillingDetailsForm(kind, name, company, street, street2, postcode, city, country, taxId);
        refusal = (await Records.SaveAsync(Actor, Account.Id, version, form, Stopping)).Refusal;
        isBusy = false;
        if (refusal is null) Navigation.NavigateTo(Links.Billing);
    }
}
