using Lobster.Web.Components.Shared;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Something on the overview that needs its reader.</summary>
/// <param name="Tone">How bad.</param>
/// <param name="Glyph">An icon constant.</param>
/// <param name="Word">One word or a time.</param>
/// <param name="Title">What.</param>
/// <param name="Text">What it means, with a number.</param>
/// <param name="Href">Where to act.</param>
/// <param name="Action">The button's word.</param>
internal sealed record Attention(Tone Tone, string Glyph, string Word, string Title, string Text, string Href, string Action);
