namespace Lobster.Core.Tax;

/// <summary>What an admin enters for a rate, as typed.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 code; empty: any country without a row of its own.</param>
/// <param name="Kind">Whom it is for.</param>
/// <param name="Name">What the tax is called.</param>
/// <param name="Percent">The rate in percent.</param>
public sealed record TaxRateForm(string? Country, CustomerKind Kind, string? Name, string? Percent);
