namespace Lobster.Core.Payments;

/// <summary>What a genuine call tells about a payment of ours.</summary>
public abstract record GatewayNews
{
    private GatewayNews()
    {
    }

    /// <summary>Money has arrived.</summary>
    /// <param name="Reference">Our reference, as the provider knows it.</param>
    /// <param name="MoneyKey">The provider's id of this very movement of money; crediting it twice is what the ledger refuses.</param>
    /// <param name="AmountMinor">What the customer paid, in minor units.</param>
    /// <param name="Currency">ISO 4217 code in capitals.</param>
    /// <param name="FeeMinor">The provider's fee, in minor units; null while unknown.</param>
    public sealed record Paid(string Reference, string MoneyKey, long AmountMinor, string Currency, long? FeeMinor) : GatewayNews;

    /// <summary>No money will come.</summary>
    /// <param name="Reference">Our reference.</param>
    /// <param name="End"><see cref="PaymentState.Failed"/>, <see cref="PaymentState.Expired"/> or <see cref="PaymentState.Cancelled"/>.</param>
    /// <param name="Why">The provider's reason, for an admin.</param>
    public sealed record Ended(string Reference, PaymentState End, string Why) : GatewayNews;

    /// <summary>Genuine, and nothing for us.</summary>
    /// <param name="What">What it was, for an admin.</param>
    public sealed record Irrelevant(string What) : GatewayNews;
}
