namespace Lobster.Web.Components.Shared;

/// <summary>One step of the path in the bar.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Where it leads.</param>
public sealed record Crumb(string Text, string Href);
