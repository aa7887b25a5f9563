namespace Lobster.Core.Payments;

/// <summary>One line of what a customer enters at the bank.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What to enter, exactly.</param>
public sealed record PayInstruction(string Label, string Value);
