namespace Lobster.Core.Compute;

/// <summary>What came of a custom action.</summary>
/// <param name="Change">As for every change.</param>
/// <param name="Text">Text to show once (a console log, a note); null for none. May be long.</param>
/// <param name="Link">A page of the provider to open; null for none.</param>
public sealed record CustomActionOutcome(BackendChange Change, string? Text = null, Uri? Link = null);
