using Microsoft.Playwright;

namespace Lobster.Tests.Harness.Browser;

/// <summary>A window size and a theme in which a page is looked at.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Dark">Whether the visitor's system asks for dark.</param>
internal sealed record Screen(int Width, bool Dark)
{
    /// <summary>A desk, by day.</summary>
    public static Screen Desk { get; } = new(1280, Dark: false);

    /// <summary>The four in which every page must look right.</summary>
    public static IReadOnlyList<Screen> All { get; } = [Desk, new(1280, Dark: true), new(390, Dark: false), new(390, Dark: true)];

    /// <summary>Whether it is held in a hand.</summary>
    public bool IsPhone => Width < 600;

    /// <summary>Pixels down.</summary>
    public int Height => IsPhone ? 844 : 800;

    /// <summary>How the theme is called in file names.</summary>
    public string Theme => Dark ? "dark" : "light";

    /// <summary>The same for the browser.</summary>
    public ColorScheme ColorScheme => Dark ? ColorScheme.Dark : ColorScheme.Light;
}
