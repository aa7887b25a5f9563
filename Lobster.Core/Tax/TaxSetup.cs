namespace Lobster.Core.Tax;

/// <summary>Seller and rates as admins see them.</summary>
/// <param name="Seller">Who sells; null while nobody said.</param>
/// <param name="Rates">The rates, by country; those for any country last.</param>
public sealed record TaxSetup(Seller? Seller, IReadOnlyList<TaxRate> Rates);
