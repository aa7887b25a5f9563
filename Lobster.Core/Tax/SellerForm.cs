namespace Lobster.Core.Tax;

/// <summary>What an admin enters about the seller, as typed.</summary>
/// <param name="Name">The name or the firm.</param>
/// <param name="Address">Up to five lines.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="TaxId">The seller's tax id.</param>
/// <param name="ExtraLine">A line at the foot of receipts.</param>
public sealed record SellerForm(string? Name, string? Address, string? Country, string? TaxId, string? ExtraLine);
