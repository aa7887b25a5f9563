namespace Lobster.Core.Payments;

/// <summary>A payment that the provider knows.</summary>
/// <param name="Url">Where to send the customer.</param>
/// <param name="GatewayId">The provider's id of it; null when it has none before it is paid.</param>
public sealed record GatewayStart(Uri Url, string? GatewayId);
