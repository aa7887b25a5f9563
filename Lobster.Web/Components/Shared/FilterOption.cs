namespace Lobster.Web.Components.Shared;

/// <summary>One choice of a filter.</summary>
/// <param name="Value">What the address carries.</param>
/// <param name="Text">What the menu says.</param>
public sealed record FilterOption(string Value, string Text);
