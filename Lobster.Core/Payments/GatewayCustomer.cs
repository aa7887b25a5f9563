using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>Under which number a provider keeps an account, so that it is one customer there however often it pays. One row for each account and gateway.</summary>
public sealed class GatewayCustomer
{
    /// <summary>The account.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Which gateway ("stripe").</summary>
    public required string Gateway { get; set; }

    /// <summary>The provider's number, unique within the gateway.</summary>
    public required string CustomerId { get; set; }
}
