namespace Lobster.Core.Payments;

/// <summary>What a provider took for a payment: our cost, never the customer's.</summary>
/// <param name="Minor">In minor units.</param>
/// <param name="Currency">ISO 4217 code; a provider that settles in another currency takes its fee in that one.</param>
public sealed record GatewayFee(long Minor, string Currency);
