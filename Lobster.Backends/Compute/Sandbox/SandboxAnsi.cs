using System.Text.RegularExpressions;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The few escape sequences of ECMA-48 that a simulated machine writes, to its serial line as to its screen.</summary>
internal static partial class SandboxAnsi
{
    /// <summary>Empties the screen and goes to its first place.</summary>
    public const string Clear = "\e[H\e[2J";

    public static string Green(string text) => $"\e[32m{text}\e[0m";

    public static string Blue(string text) => $"\e[34m{text}\e[0m";

    /// <summary>The text alone, for what shows no colours.</summary>
    public static string Plain(string text) => Colour().Replace(text, "");

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
