namespace Lobster.Core.Payments;

/// <summary>A card that a provider keeps. Nothing here can be paid with elsewhere.</summary>
/// <param name="CustomerId">The customer's number at the provider.</param>
/// <param name="MethodId">The card's id at the provider.</param>
/// <param name="Brand">Such as "visa".</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpiryMonth">1 to 12.</param>
/// <param name="ExpiryYear">Four digits.</param>
public sealed record SavedCard(string CustomerId, string MethodId, string Brand, string Last4, int ExpiryMonth, int ExpiryYear);
