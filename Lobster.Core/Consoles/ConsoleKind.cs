namespace Lobster.Core.Consoles;

/// <summary>What a console shows.</summary>
public enum ConsoleKind
{
    /// <summary>The picture on the machine's screen.</summary>
    Screen,

    /// <summary>Text.</summary>
    Terminal,
}
