namespace Lobster.Web.Components.Shared;

/// <summary>How tones are written in CSS.</summary>
internal static class Tones
{
    /// <summary>The class of a tag, an alert or a word.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Primary => "pri",
        Tone.Info => "info",
        Tone.Good => "ok",
        Tone.Warning => "warn",
        Tone.Bad => "bad",
        _ => "",
    };

    /// <summary>The palette variable.</summary>
    public static string Colour(this Tone tone) => tone switch
    {
        Tone.Primary => "var(--mud-palette-primary)",
        Tone.Info => "var(--mud-palette-info)",
        Tone.Good => "var(--mud-palette-success)",
        Tone.Warning => "var(--mud-palette-warning)",
        Tone.Bad => "var(--mud-palette-error)",
        _ => "var(--mud-palette-text-secondary)",
    };
}
