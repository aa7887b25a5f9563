using System.Text.RegularExpressions;

namespace Lobster.Backends.Http;

/// <summary>Takes out of a provider's words what opens something: tokens, passwords, links with credentials. Pure.</summary>
internal static partial class Redaction
{
    /// <summary>The longest text that is kept.</summary>
    public const int Longest = 2000;

    /// <summary>The text without secrets, at most <paramref name="most"/> characters; null stays null, and nothing but white space is null.</summary>
    public static string? Shorten(string? text, int most = Longest)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = Link().Replace(Named().Replace(Bearer().Replace(text.Trim(), "$1 …"), "$1…"), "$1…");
        return clean.Length <= most ? clean : clean[..(most - 1)] + "…";
    }

    [GeneratedRegex(@"\b(Bearer|Basic|Token)\s+[^\s"",]+", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"((?:pass(?:word)?|secret|token|api_?key|ticket|signature|adminpass|default_password|csrf\w*)[""']?\s*[:=]\s*[""']?)[^""'\s,&}]+", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"(https?://[^\s""'?#]+[?#])[^\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
