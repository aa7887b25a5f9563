using System.Globalization;
using System.Numerics;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>
/// The mark in a machine's name, for providers that keep nothing else with a machine: <c>web-1.l…</c>, a short name and one label that is both ids as a number to the base 36.
/// Together at most 63 characters, which every host name may have. Pure.
/// </summary>
internal static class NameMark
{
    private const int Longest = 63;
    private const int Digits = 50;
    private const char Sign = 'l';
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The name of a machine.</summary>
    public static string Write(string name, Guid installation, Guid token)
    {
        var mark = $".{Sign}{Encode([.. installation.ToByteArray(bigEndian: true), .. token.ToByteArray(bigEndian: true)])}";
        var kept = Bend(name);
        kept = kept[..Math.Min(kept.Length, Longest - mark.Length)].TrimEnd('-');
        return (kept.Length == 0 ? "vm" : kept) + mark;
    }

    /// <summary>The name without the mark, and the mark; null for a foreign machine.</summary>
    public static (string Name, VmMark? Mark) Read(string? marked)
    {
        var text = marked ?? "";
        var at = text.LastIndexOf('.');
        if (at < 0 || text.Length - at != Digits + 2 || char.ToLowerInvariant(text[at + 1]) != Sign) return (text, null);
        return Decode(text[(at + 2)..].ToLowerInvariant()) is { } bytes
            ? (text[..at], new VmMark(new Guid(bytes.AsSpan(0, 16), bigEndian: true), new Guid(bytes.AsSpan(16), bigEndian: true)))
            : (text, null);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var digits = new char[Digits];
        for (var at = Digits - 1; at >= 0; at--)
        {
            digits[at] = Alphabet[(int)(number % Alphabet.Length)];
            number /= Alphabet.Length;
        }

        return new string(digits);
    }

    private static byte[]? Decode(string digits)
    {
        var number = BigInteger.Zero;
        foreach (var digit in digits)
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0) return null;
            number = number * Alphabet.Length + value;
        }

        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length > 32 ? null : [.. new byte[32 - bytes.Length], .. bytes];
    }

    // Small letters without what stands above and below them, digits and single hyphens.
    private static string Bend(string name)
    {
        var kept = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(c)) kept.Append(c);
            else if (kept.Length > 0 && kept[^1] != '-') kept.Append('-');
        }

        return kept.ToString();
    }
}
