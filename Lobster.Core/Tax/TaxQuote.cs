namespace Lobster.Core.Tax;

/// <summary>Which tax an account pays at the moment.</summary>
/// <param name="Decision">The tax.</param>
/// <param name="IsInUse">Whether the panel uses tax at all; where not, customers see nothing of it.</param>
/// <param name="AsksForDetails">Whether the panel writes receipts with a seller's name, so that customers may enter theirs.</param>
/// <param name="Details">The customer's billing details; null while there are none.</param>
public sealed record TaxQuote(TaxDecision Decision, bool IsInUse, bool AsksForDetails, BillingDetails? Details);
