namespace Lobster.Web.Components;

/// <summary>What the theme cookie says. "auto-dark" and "auto-light" remember what the system said last, so that the server can already draw it.</summary>
/// <param name="IsDark">Whether to draw the dark theme.</param>
internal readonly record struct ThemeChoice(bool IsDark)
{
    /// <summary>The cookie that theme.js keeps.</summary>
    public const string Cookie = "lb-theme";

    /// <summary>The value of <c>data-theme</c>.</summary>
    public string Attribute => IsDark ? "dark" : "light";

    /// <summary>Reads the cookie; anything unknown is light, which theme.js corrects before the first paint.</summary>
    public static ThemeChoice Read(string? cookie) => new(cookie is "dark" or "auto-dark");
}
