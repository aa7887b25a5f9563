namespace Lobster.Core.Tax;

/// <summary>The countries in which the common system of value added tax holds for services. Northern Ireland (XI) belongs to it for goods only and is not among them.</summary>
public static class EuropeanUnion
{
    /// <summary>Their ISO 3166-1 alpha-2 codes (https://european-union.europa.eu/principles-countries-history/eu-countries_en).</summary>
    public static IReadOnlySet<string> Members { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    };

    /// <summary>Whether a country is one of them.</summary>
    public static bool Has(string country) => Members.Contains(country);
}
