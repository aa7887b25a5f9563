using System.Globalization;
using System.Text;

namespace Lobster.Backends.Compute.Linode;

/// <summary>
/// Names as Linode's labels and back. A machine's label is unique in its account, so it ends with a part of the create's token: two customers may then choose
/// one name, and a create that is sent twice cannot make two machines. Pure.
/// </summary>
internal static class LinodeLabels
{
    private const int Longest = 64;
    private const int LongestOfImage = 50;
    private const int TokenDigits = 12;

    /// <summary>The label of a machine: begins with a letter, has letters, digits and single <c>- _ .</c>, at most 64 characters.</summary>
    /// <param name="name">What the customer calls it.</param>
    /// <param name="token">Its create's token; null for a foreign machine.</param>
    public static string Of(string name, Guid? token)
    {
        var end = Ending(token);
        var kept = Bend(name);
        if (kept.Length == 0 || !char.IsAsciiLetter(kept[0])) kept = $"vm-{kept}";
        return kept[..Math.Min(kept.Length, Longest - end.Length)].TrimEnd('-', '_', '.') + end;
    }

    /// <summary>The name in a machine's label.</summary>
    public static string Name(string label, Guid? token) =>
        Ending(token) is { Length: > 0 } end && label.Length > end.Length && label.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? label[..^end.Length] : label;

    /// <summary>The label of an image: not unique, at most 50 characters of a small set.</summary>
    public static string OfImage(string name)
    {
        var kept = string.Concat(Plain(name).Select(c => char.IsAsciiLetterOrDigit(c) || ",.?-_' ".Contains(c, StringComparison.Ordinal) ? c : '-'));
        return kept[..Math.Min(kept.Length, LongestOfImage)];
    }

    // The end of a version 7 GUID is random, its beginning the time.
    private static string Ending(Guid? token) => token is { } known ? $"-{known.ToString("N")[^TokenDigits..]}" : "";

    private static string Bend(string name)
    {
        var kept = new StringBuilder();
        foreach (var c in Plain(name))
        {
            if (char.IsAsciiLetterOrDigit(c)) kept.Append(c);
            else if (kept.Length > 0 && char.IsAsciiLetterOrDigit(kept[^1])) kept.Append(c is '_' or '.' ? c : '-');
        }

        return kept.ToString();
    }

    // Letters without what stands above and below them.
    private static IEnumerable<char> Plain(string name) =>
        name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
}
