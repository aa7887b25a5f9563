namespace Lobster.Core.Tax;

/// <summary>What a customer enters as billing details, as typed.</summary>
/// <param name="Kind">As what they buy.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Company">The business's name; not looked at for a person.</param>
/// <param name="Street">Street and number.</param>
/// <param name="Street2">A second line.</param>
/// <param name="Postcode">The postcode.</param>
/// <param name="City">The town.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="TaxId">The business's tax id; not looked at for a person.</param>
public sealed record BillingDetailsForm(
    CustomerKind Kind, string? Name, string? Company, string? Street, string? Street2, string? Postcode, string? City, string? Country, string? TaxId);
