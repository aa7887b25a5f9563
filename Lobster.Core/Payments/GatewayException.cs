namespace Lobster.Core.Payments;

/// <summary>A provider refused or could not be asked. The only exception that gateways throw for what happens outside.</summary>
/// <param name="kind">What it means.</param>
/// <param name="message">For the operator; never contains secrets.</param>
/// <param name="inner">What the transport threw, or null.</param>
public sealed class GatewayException(GatewayErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means for what to do next.</summary>
    public GatewayErrorKind Kind { get; } = kind;
}
