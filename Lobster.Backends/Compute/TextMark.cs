using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>The mark at the end of a name or description, for what cannot be tagged, such as snapshots: <c>nightly [lobster 0198… 0199…]</c>. Adds 76 characters. Pure.</summary>
internal static class TextMark
{
    private const string Between = " [lobster ";

    /// <summary>The text with the mark.</summary>
    public static string Write(string text, Guid installation, Guid token) => $"{text}{Between}{installation:N} {token:N}]";

    /// <summary>The text without the mark, and the mark; null where there is none.</summary>
    public static (string Text, VmMark? Mark) Read(string? marked)
    {
        var text = marked ?? "";
        var at = text.LastIndexOf(Between, StringComparison.Ordinal);
        if (at < 0 || !text.EndsWith(']')) return (text, null);
        return text[(at + Between.Length)..^1].Split(' ') is [var i, var t] && Guid.TryParseExact(i, "N", out var installation) && Guid.TryParseExact(t, "N", out var token)
            ? (text[..at], new VmMark(installation, token))
            : (text, null);
    }
}
