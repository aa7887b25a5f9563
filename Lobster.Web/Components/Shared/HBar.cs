namespace Lobster.Web.Components.Shared;

/// <summary>One bar of <see cref="HBars"/>.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Percent">Its length in whole per cent of the longest.</param>
/// <param name="Figure">The figure, formatted.</param>
/// <param name="Share">A small second figure.</param>
/// <param name="Dim">Drawn paler: counted, but not running.</param>
public sealed record HBar(string Name, int Percent, string Figure, string? Share = null, bool Dim = false);
