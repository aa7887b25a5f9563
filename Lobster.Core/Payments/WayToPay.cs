namespace Lobster.Core.Payments;

/// <summary>One way to pay, as customers see it.</summary>
/// <param name="Type">The gateway's type.</param>
/// <param name="Label">What stands on the button.</param>
/// <param name="IsByHand">Whether the customer pays elsewhere by instructions, and is not sent to a payment page.</param>
public sealed record WayToPay(string Type, string Label, bool IsByHand);
