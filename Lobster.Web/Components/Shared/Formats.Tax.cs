using Lobster.Core.Payments;
using Lobster.Core.Tax;

namespace Lobster.Web.Components.Shared;

public sealed partial class Formats
{
    /// <summary>What is paid, with just the decimals that the panel's currency has: "$29.75", "¥2500".</summary>
    /// <param name="minor">In minor units of the panel's currency.</param>
    public string Paid(long minor) => Written(MinorUnits.ToMoney(minor, currency.Code), MinorUnits.Digits(currency.Code));

    /// <summary>A tax by name and rate: "VAT 19 %", "Reverse charge"; empty where there is none.</summary>
    public string Tax(TaxDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Kind switch
        {
            TaxKind.Rate => words["{0} {1} %", decision.Name, decision.Percent.ToString("0.###", Culture)],
            TaxKind.ReverseCharge => words["Reverse charge"],
            _ => "",
        };
    }

    /// <summary>A country by its code, in words.</summary>
    public string Country(string code) => Countries.Find(code) is { } known ? words[known.Name] : code;
}
