namespace Lobster.Core.Payments;

/// <summary>One way to pay, as customers see it.</summary>
/// <param name="Type">The gateway's type.</param>
/// <param name="Label">What stands on the button.</param>
public sealed record WayToPay(string Type, string Label);
