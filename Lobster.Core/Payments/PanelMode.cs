namespace Lobster.Core.Payments;

/// <summary>Whether the program runs for developers, where providers may be played by others, or for customers and their money.</summary>
/// <param name="IsDevelopment">Whether no real money is moved.</param>
public sealed record PanelMode(bool IsDevelopment);
