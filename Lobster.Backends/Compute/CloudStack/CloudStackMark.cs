using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// The mark of a machine in its host name: the one text that is made with the machine, that renaming leaves alone (which changes the display name), and that every
/// list tells. Host names must be unique in a network anyway. 63 characters: the beginning of the customer's name, <c>-lb</c>, and both ids in base 32. Pure.
/// </summary>
internal static class CloudStackMark
{
    private const string Between = "-lb";
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Length = 52;
    private const int MostOfTheName = 63 - Length - 3;

    /// <summary>The host name of a machine.</summary>
    /// <param name="name">The customer's name for it.</param>
    /// <param name="installation">The panel installation.</param>
    /// <param name="token">The create token.</param>
    public static string HostName(string name, Guid installation, Guid token) =>
        Slug(name) + Between + Write([.. installation.ToByteArray(bigEndian: true), .. token.ToByteArray(bigEndian: true)]);

    /// <summary>The mark in a host name; null for a foreign machine.</summary>
    public static VmMark? Read(string? hostName)
    {
        if (hostName is null || hostName.Length < Length + Between.Length || hostName.LastIndexOf(Between, StringComparison.OrdinalIgnoreCase) != hostName.Length - Length - Between.Length) return null;
        return Bytes(hostName[^Length..]) is { } bytes ? new VmMark(new Guid(bytes.AsSpan(0, 16), bigEndian: true), new Guid(bytes.AsSpan(16, 16), bigEndian: true)) : null;
    }

    // Letters, digits and hyphens; a host name begins with a letter.
    private static string Slug(string name)
    {
        var kept = string.Concat(name.Select(char.ToLowerInvariant).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        kept = kept[..Math.Min(kept.Length, MostOfTheName)].TrimEnd('-');
        return kept.Length == 0 ? "vm" : kept;
    }

    private static string Write(byte[] bytes) => string.Create(Length, bytes, static (text, all) =>
    {
        for (var at = 0; at < text.Length; at++)
        {
            var value = 0;
            for (var bit = at * 5; bit < at * 5 + 5; bit++) value = value << 1 | (bit < all.Length * 8 ? all[bit / 8] >> (7 - bit % 8) & 1 : 0);
            text[at] = Digits[value];
        }
    });

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[32];
        for (var at = 0; at < text.Length; at++)
        {
            var value = Digits.IndexOf(char.ToLowerInvariant(text[at]), StringComparison.Ordinal);
            if (value < 0) return null;
            for (var bit = 0; bit < 5 && at * 5 + bit < 256; bit++) bytes[(at * 5 + bit) / 8] |= (byte)((value >> (4 - bit) & 1) << (7 - (at * 5 + bit) % 8));
        }

        return bytes;
    }
}
