namespace Lobster.Core.Compute;

/// <summary>What came of a custom action.</summary>
/// <param name="Change">As for every change; <see cref="BackendChange.Done"/> of an action that only looks.</param>
/// <param name="Text">What an action that only looks has to show (a console log); null for none. May be long.</param>
/// <param name="Link">A page of the provider that such an action opens; null for none.</param>
public sealed record CustomActionOutcome(BackendChange Change, string? Text = null, Uri? Link = null);
