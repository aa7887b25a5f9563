namespace Lobster.Web.Components;

/// <summary>The theme of one circuit, so that MudThemeProvider and the toggle agree.</summary>
/// <param name="dark">How the page started.</param>
public sealed class ThemeState(bool dark)
{
    /// <summary>Raised after a toggle.</summary>
    public event Action? Changed;

    /// <summary>Whether the dark theme is drawn.</summary>
    public bool IsDark { get; private set; } = dark;

    /// <summary>Takes over what the browser now shows.</summary>
    public void Set(bool isDark)
    {
        if (IsDark == isDark) return;
        IsDark = isDark;
        Changed?.Invoke();
    }
}
