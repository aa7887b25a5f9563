namespace Lobster.Core.Tax;

/// <summary>Which tax a customer pays. Pure: the caller reads.</summary>
public static class TaxRules
{
    /// <summary>
    /// Decides. A business in another country of the European Union than the seller's, with a tax id of the right form, owes the tax itself; without such an id it pays as a
    /// person does. Otherwise the rate of the customer's country and kind holds, then that country's for persons, then those for any country; where there is none, no tax.
    /// </summary>
    /// <param name="seller">Who sells; null while nobody said, and then there is no tax.</param>
    /// <param name="customer">Who buys; null while unknown, and then they count as a person in the seller's country.</param>
    /// <param name="rates">All rates.</param>
    public static TaxDecision For(Seller? seller, BillingDetails? customer, IReadOnlyCollection<TaxRate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (seller is null || rates.Count == 0) return TaxDecision.None;
        var (country, kind) = customer is null ? (seller.Country, CustomerKind.Person) : (customer.Country, customer.Kind);
        if (kind == CustomerKind.Business && country != seller.Country && EuropeanUnion.Has(country) && EuropeanUnion.Has(seller.Country))
        {
            if (TaxIds.HasForm(country, customer!.TaxId)) return new TaxDecision(0, TaxKind.ReverseCharge, "Reverse charge");
            kind = CustomerKind.Person;
        }

        var rate = Find(rates, country, kind) ?? Find(rates, country, CustomerKind.Person) ?? Find(rates, "", kind) ?? Find(rates, "", CustomerKind.Person);
        return rate is null ? TaxDecision.None : new TaxDecision(rate.RateThousandths, TaxKind.Rate, rate.Name);
    }

    private static TaxRate? Find(IEnumerable<TaxRate> rates, string country, CustomerKind kind) => rates.FirstOrDefault(r => r.Country == country && r.Kind == kind);
}
