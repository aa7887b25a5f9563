namespace Lobster.Web.Components.Shared;

/// <summary>The meaning a colour carries; never used as decoration.</summary>
public enum Tone
{
    /// <summary>No colour.</summary>
    Neutral,

    /// <summary>Selection and the brand.</summary>
    Primary,

    /// <summary>In progress.</summary>
    Info,

    /// <summary>Done, running.</summary>
    Good,

    /// <summary>Low credit, late, suspended.</summary>
    Warning,

    /// <summary>Failed or about to be destroyed.</summary>
    Bad,
}
