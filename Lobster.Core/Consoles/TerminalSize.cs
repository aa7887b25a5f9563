namespace Lobster.Core.Consoles;

/// <summary>The size of a terminal's window in characters, each from 1 to 1000.</summary>
public readonly record struct TerminalSize
{
    /// <summary>The most in either direction.</summary>
    public const int Most = 1000;

    /// <summary>A size; what is out of range becomes the nearest that is in it.</summary>
    public TerminalSize(int columns, int rows) => (Columns, Rows) = (Math.Clamp(columns, 1, Most), Math.Clamp(rows, 1, Most));

    /// <summary>80 by 24, before a window has told its own.</summary>
    public static TerminalSize Usual { get; } = new(80, 24);

    /// <summary>Characters in a line.</summary>
    public int Columns { get; }

    /// <summary>Lines.</summary>
    public int Rows { get; }
}
