namespace Lobster.Core.Payments;

/// <summary>A gateway that needs no set-up: it is there because the program was started that way.</summary>
/// <param name="Type">Its stable name.</param>
/// <param name="Label">What customers read on the button.</param>
/// <param name="Gateway">The gateway.</param>
public sealed record BuiltInGateway(string Type, string Label, IPaymentGateway Gateway);
