namespace Lobster.Core.Tax;

/// <summary>A seller or a customer as they were when a payment was made.</summary>
/// <param name="Name">The name or the firm.</param>
/// <param name="Address">Lines separated by line feeds, without the country.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="TaxId">The tax id; empty where there is none.</param>
/// <param name="ExtraLine">The seller's line at the foot; empty for none and for customers.</param>
public sealed record Party(string Name, string Address, string Country, string TaxId, string ExtraLine);
