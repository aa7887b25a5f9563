using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Tax;

/// <summary>The billing details of accounts. What was paid before keeps the details that it was paid with. Safe to use from many threads.</summary>
public sealed class CustomerRecords(Transactions transactions, BusinessClock clock)
{
    /// <summary>Characters that a tax id may have.</summary>
    public const int LongestTaxId = 30;

    /// <summary>An account's details; null while there are none and for an account that the actor may not see.</summary>
    public Task<BillingDetails?> FindAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) => await db.MayReadAsync(actor, accountId, token)
            ? await db.BillingDetails.SingleOrDefaultAsync(d => d.AccountId == accountId, token)
            : null, cancellationToken);

    /// <summary>Enters an account's details, or changes them if they still are as the form showed them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">Whose.</param>
    /// <param name="version">The <see cref="BillingDetails.Version"/> that the form was filled from; null when there were none.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<AccountId>> SaveAsync(Actor actor, AccountId accountId, long? version, BillingDetailsForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.RunAsync<Outcome<AccountId>>(async (db, token) =>
        {
            if (await db.EnterAccountAsync(actor, accountId, token) is { } refusal) return refusal;
            var stored = await db.BillingDetails.SingleOrDefaultAsync(d => d.AccountId == accountId, token);
            if (stored?.Version != version) return TaxDesk.EditedMeanwhile();
            if (Read(form, out var entered) is { } wrong) return wrong;
            (entered.AccountId, entered.UpdatedAt, entered.Version) = (accountId, clock.Now, version + 1 ?? 0);
            if (stored is null) db.BillingDetails.Add(entered);
            else db.Entry(stored).CurrentValues.SetValues(entered);
            // Where and as what, never who: an address is nobody's business but the receipt's.
            db.Record(clock.Now, actor, "billing.details", SubjectKind.Account, accountId.Value, accountId, new { entered.Country, kind = entered.Kind.ToString(), hasTaxId = entered.TaxId.Length > 0 });
            return accountId;
        }, cancellationToken);
    }

    private static Refusal? Read(BillingDetailsForm form, out BillingDetails details)
    {
        var isBusiness = form.Kind == CustomerKind.Business;
        details = new BillingDetails { Kind = form.Kind, Name = "", Street = "", City = "", Country = "" };
        if (!Enum.IsDefined(form.Kind)) return new Refusal.Invalid(nameof(form.Kind), "Choose a person or a business.");
        if (FormText.Line(nameof(form.Company), isBusiness ? form.Company : "", 200, isBusiness, out var company) is { } badCompany) return badCompany;
        if (FormText.Line(nameof(form.Name), form.Name, 200, !isBusiness, out var name) is { } badName) return badName;
        if (FormText.Line(nameof(form.Street), form.Street, 200, true, out var street) is { } badStreet) return badStreet;
        if (FormText.Line(nameof(form.Street2), form.Street2, 200, false, out var street2) is { } badStreet2) return badStreet2;
        if (FormText.Line(nameof(form.Postcode), form.Postcode, 20, false, out var postcode) is { } badPostcode) return badPostcode;
        if (FormText.Line(nameof(form.City), form.City, 100, true, out var city) is { } badCity) return badCity;
        if (Countries.Find(form.Country) is not { } country) return new Refusal.Invalid(nameof(form.Country), "Choose a country.");
        if (FormText.Line(nameof(form.TaxId), isBusiness ? form.TaxId : "", LongestTaxId, false, out var typed) is { } badTaxId) return badTaxId;
        if ((typed.Length > 0 ? TaxIds.Normal(country.Code, typed) : "") is not { } taxId)
            return new Refusal.Invalid(nameof(form.TaxId), "A tax id of this country looks like {0}.", TaxIds.Example(country.Code)!);
        (details.Name, details.Company, details.Street, details.Street2) = (name, company, street, street2);
        (details.Postcode, details.City, details.Country, details.TaxId) = (postcode, city, country.Code, taxId);
        return null;
    }
}
