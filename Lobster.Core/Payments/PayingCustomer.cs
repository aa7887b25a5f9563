using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>Who pays, as far as a provider is told.</summary>
/// <param name="AccountId">The account that gets the credit.</param>
/// <param name="Email">The owner's address; null when unknown.</param>
/// <param name="ReturnTo">The page of the payment in the panel, absolute: where the browser goes once the customer is done or gives up.</param>
public sealed record PayingCustomer(AccountId AccountId, string? Email, Uri ReturnTo)
{
    /// <summary>The customer's number at this provider, if one was kept from before (<see cref="GatewayStart.CustomerId"/>).</summary>
    public string? CustomerId { get; init; }
}
