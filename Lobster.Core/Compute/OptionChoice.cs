namespace Lobster.Core.Compute;

/// <summary>One value of a choice.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What people read.</param>
public sealed record OptionChoice(string Value, string Label);
