using System.Text.RegularExpressions;

namespace Lobster.Core.Tax;

/// <summary>
/// The form of VAT identification numbers in the European Union, as the Commission's VIES describes them (https://ec.europa.eu/taxation_customs/vies/#/faq, "What is the
/// format of a VAT number?"). Only the form: whether a number was given to anybody, and to whom, only VIES itself knows.
/// </summary>
public static partial class TaxIds
{
    private static readonly Dictionary<string, (string Prefix, string Form, string Example)> Forms = new(StringComparer.Ordinal)
    {
        ["AT"] = ("AT", "U[0-9]{8}", "ATU12345678"),
        ["BE"] = ("BE", "[01][0-9]{9}", "BE0123456789"),
        ["BG"] = ("BG", "[0-9]{9,10}", "BG123456789"),
        ["CY"] = ("CY", "[0-9]{8}[A-Z]", "CY12345678X"),
        ["CZ"] = ("CZ", "[0-9]{8,10}", "CZ12345678"),
        ["DE"] = ("DE", "[0-9]{9}", "DE123456789"),
        ["DK"] = ("DK", "[0-9]{8}", "DK12345678"),
        ["EE"] = ("EE", "[0-9]{9}", "EE123456789"),
        ["ES"] = ("ES", "(?:[A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z])", "ESX1234567X"),
        ["FI"] = ("FI", "[0-9]{8}", "FI12345678"),
        ["FR"] = ("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", "FR12345678901"),
        ["GR"] = ("EL", "[0-9]{9}", "EL123456789"),
        ["HR"] = ("HR", "[0-9]{11}", "HR12345678901"),
        ["HU"] = ("HU", "[0-9]{8}", "HU12345678"),
        ["IE"] = ("IE", "(?:[0-9]{7}[A-W][A-I]?|[0-9][A-Z+*][0-9]{5}[A-W])", "IE1234567A"),
        ["IT"] = ("IT", "[0-9]{11}", "IT12345678901"),
        ["LT"] = ("LT", "(?:[0-9]{9}|[0-9]{12})", "LT123456789"),
        ["LU"] = ("LU", "[0-9]{8}", "LU12345678"),
        ["LV"] = ("LV", "[0-9]{11}", "LV12345678901"),
        ["MT"] = ("MT", "[0-9]{8}", "MT12345678"),
        ["NL"] = ("NL", "[0-9]{9}B[0-9]{2}", "NL123456789B01"),
        ["PL"] = ("PL", "[0-9]{10}", "PL1234567890"),
        ["PT"] = ("PT", "[0-9]{9}", "PT123456789"),
        ["RO"] = ("RO", "[0-9]{2,10}", "RO1234567890"),
        ["SE"] = ("SE", "[0-9]{12}", "SE123456789001"),
        ["SI"] = ("SI", "[0-9]{8}", "SI12345678"),
        ["SK"] = ("SK", "[0-9]{10}", "SK1234567890"),
    };

    /// <summary>What a tax id of a country looks like; null for countries whose form is not checked.</summary>
    public static string? Example(string country) => Forms.TryGetValue(country, out var form) ? form.Example : null;

    /// <summary>
    /// A tax id as it stands on receipts: capitals, no blanks, dots, hyphens and slashes, with the country's prefix (EL for Greece). Null when it has not the form of this
    /// country in the European Union, such as another country's id. Elsewhere it stays as it is, blanks around it cut off.
    /// </summary>
    public static string? Normal(string country, string taxId)
    {
        ArgumentNullException.ThrowIfNull(taxId);
        if (!Forms.TryGetValue(country, out var own)) return taxId.Trim();
        var id = Separators().Replace(taxId, "").ToUpperInvariant();
        if (id.StartsWith(own.Prefix, StringComparison.Ordinal)) return Fits(own.Form, id[own.Prefix.Length..]) ? id : null;
        // "DE123456789" would pass for a French number with the key DE.
        var isForeign = Forms.Values.Any(f => id.StartsWith(f.Prefix, StringComparison.Ordinal) && Fits(f.Form, id[f.Prefix.Length..]));
        return !isForeign && Fits(own.Form, id) ? own.Prefix + id : null;
    }

    /// <summary>Whether this is, as stored, a tax id of the form of a country of the European Union.</summary>
    public static bool HasForm(string country, string taxId) => Forms.ContainsKey(country) && !string.IsNullOrEmpty(taxId) && Normal(country, taxId) == taxId;

    private static bool Fits(string form, string national) => Regex.IsMatch(national, $@"^{form}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"[\s./-]")]
    private static partial Regex Separators();
}
