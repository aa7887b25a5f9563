namespace Lobster.Web.Components.Shared;

/// <summary>The panel's one currency as pages write it.</summary>
/// <param name="Code">ISO 4217 code.</param>
/// <param name="Sign">Its sign, written before the digits; the code and a space where there is none.</param>
public sealed record PanelCurrency(string Code, string Sign)
{
    /// <summary>The sign for a code; codes without a well-known sign are written themselves.</summary>
    public static PanelCurrency Of(string code) => new(code, code switch
    {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "CAD" => "CA$",
        "AUD" => "A$",
        _ => code + "\u00a0",
    });

    /// <summary>Digits with the sign.</summary>
    public string Around(string digits) => Sign + digits;
}
