using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Tax;

/// <summary>What admins set up about tax: the seller and the rates. Payments that were begun keep the tax that they were begun with. Safe to use from many threads.</summary>
public sealed class TaxDesk(Transactions transactions, BusinessClock clock)
{
    private const int MostLines = 5;
    private const int LongestLine = 200;

    /// <summary>Seller and rates; refused for others than admins.</summary>
    public Task<Outcome<TaxSetup>> ReadAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<TaxSetup>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var rates = await db.TaxRates.ToListAsync(token);
            return new TaxSetup(await db.Sellers.SingleOrDefaultAsync(token), [.. rates.OrderBy(r => r.Country.Length == 0).ThenBy(r => r.Country, StringComparer.Ordinal).ThenBy(r => r.Kind)]);
        }, cancellationToken);

    /// <summary>Enters the seller, or changes it if it still is as the form showed it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="version">The <see cref="Seller.Version"/> that the form was filled from; null when there was none.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The version of what was saved.</returns>
    public Task<Outcome<long>> SaveSellerAsync(Actor actor, long? version, SellerForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SaveAsync<long>(EditedMeanwhile, async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var stored = await db.Sellers.SingleOrDefaultAsync(token);
            if (stored?.Version != version) return EditedMeanwhile();
            if (Read(form, out var entered) is { } wrong) return wrong;
            entered.Version = version + 1 ?? 0;
            if (stored is null) db.Sellers.Add(entered);
            else db.Entry(stored).CurrentValues.SetValues(entered);
            db.Record(clock.Now, actor, "tax.seller", SubjectKind.Panel, 0, null, new { entered.Name, entered.Country, entered.TaxId });
            return entered.Version;
        }, cancellationToken);
    }

    /// <summary>Adds a rate, or changes one if it still is as the form showed it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which rate; null for a new one.</param>
    /// <param name="version">The <see cref="TaxRate.Version"/> that the form was filled from; not looked at for a new one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<TaxRateId>> SaveRateAsync(Actor actor, TaxRateId? id, long version, TaxRateForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SaveAsync<TaxRateId>(Taken, async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (Read(form, out var entered) is { } wrong) return wrong;
            if (!await db.Sellers.AnyAsync(token)) return new Refusal.Conflict("Enter who sells first: its country decides what is domestic.");
            if (await db.TaxRates.AnyAsync(r => r.Country == entered.Country && r.Kind == entered.Kind && r.Id != (id ?? default), token)) return Taken();
            var rate = id is null ? entered : await db.TaxRates.SingleOrDefaultAsync(r => r.Id == id, token);
            if (rate is null || (id is not null && rate.Version != version)) return EditedMeanwhile();
            var before = id is null ? (int?)null : rate.RateThousandths;
            if (id is null) db.TaxRates.Add(rate);
            else (rate.Country, rate.Kind, rate.Name, rate.RateThousandths, rate.Version) = (entered.Country, entered.Kind, entered.Name, entered.RateThousandths, rate.Version + 1);
            await db.SaveChangesAsync(token);
            db.Record(clock.Now, actor, id is null ? "tax.rate.added" : "tax.rate.changed", SubjectKind.Panel, rate.Id.Value, null,
                new { rate.Country, kind = rate.Kind.ToString(), rate.Name, before, rate.RateThousandths });
            return rate.Id;
        }, cancellationToken);
    }

    /// <summary>Removes a rate if it still is as the page showed it. Removing it twice changes nothing.</summary>
    public Task<Outcome<TaxRateId>> RemoveRateAsync(Actor actor, TaxRateId id, long version, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<TaxRateId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.TaxRates.SingleOrDefaultAsync(r => r.Id == id, token) is not { } rate) return id;
            if (rate.Version != version) return EditedMeanwhile();
            db.TaxRates.Remove(rate);
            db.Record(clock.Now, actor, "tax.rate.removed", SubjectKind.Panel, id.Value, null, new { rate.Country, kind = rate.Kind.ToString(), rate.Name, rate.RateThousandths });
            return id;
        }, cancellationToken);

    private async Task<Outcome<T>> SaveAsync<T>(Func<Refusal> taken, Func<LobsterDbContext, CancellationToken, Task<Outcome<T>>> save, CancellationToken cancellationToken)
    {
        try
        {
            return await transactions.RunAsync(save, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return taken();
        }
    }

    private static Refusal? Read(SellerForm form, out Seller seller)
    {
        seller = new Seller { Name = "", Address = "", Country = "" };
        if (FormText.Line(nameof(form.Name), form.Name, LongestLine, true, out var name) is { } badName) return badName;
        string[] lines = [.. (form.Address ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (lines.Length is 0 or > MostLines) return new Refusal.Invalid(nameof(form.Address), "Enter 1 to {0} lines.", MostLines);
        foreach (var line in lines)
            if (FormText.Line(nameof(form.Address), line, LongestLine, true, out _) is { } badLine) return badLine;
        if (Countries.Find(form.Country) is not { } country) return new Refusal.Invalid(nameof(form.Country), "Choose a country.");
        if (FormText.Line(nameof(form.TaxId), form.TaxId, CustomerRecords.LongestTaxId, false, out var taxId) is { } badTaxId) return badTaxId;
        if (FormText.Line(nameof(form.ExtraLine), form.ExtraLine, LongestLine, false, out var extra) is { } badExtra) return badExtra;
        (seller.Name, seller.Address, seller.Country, seller.TaxId, seller.ExtraLine) = (name, string.Join('\n', lines), country.Code, taxId, extra);
        return null;
    }

    private static Refusal? Read(TaxRateForm form, out TaxRate rate)
    {
        rate = new TaxRate { Country = "", Kind = form.Kind, Name = "" };
        if (!string.IsNullOrEmpty(form.Country) && Countries.Find(form.Country) is null) return new Refusal.Invalid(nameof(form.Country), "Choose a country.");
        if (!Enum.IsDefined(form.Kind)) return new Refusal.Invalid(nameof(form.Kind), "Choose a person or a business.");
        if (FormText.Line(nameof(form.Name), form.Name, 40, true, out var name) is { } badName) return badName;
        if (TaxPercent.Read(nameof(form.Percent), form.Percent, out var thousandths) is { } badRate) return badRate;
        (rate.Country, rate.Name, rate.RateThousandths) = (form.Country ?? "", name, thousandths);
        return null;
    }

    /// <summary>What is answered to whoever saves over another's change.</summary>
    internal static Refusal.Conflict EditedMeanwhile() => new("Somebody else changed this meanwhile. Nothing was saved. Load it again and repeat your change.");

    private static Refusal.Invalid Taken() => new(nameof(TaxRateForm.Country), "There is a rate for this country and kind already.");
}
