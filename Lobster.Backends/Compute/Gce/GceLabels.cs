using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Names and labels. A resource's own name is made of the token and never changes, so that what was asked for once is found by it and made once only; the customer's name is a
/// label beside the panel's mark. Pure.
/// </summary>
internal static class GceLabels
{
    /// <summary>The customer's name.</summary>
    public const string Name = "lobster-name";

    /// <summary>On a machine that is stopped for a change of its size and is to run again.</summary>
    public const string Restart = "lobster-restart";

    /// <summary>On a disk: the machine that it was made for.</summary>
    public const string Machine = "lobster-vm";

    private const string Panel = "lobster-panel";
    private const string Token = "lobster-token";
    private const string Prefix = "lobster-";
    private const int Longest = 63;
    private const int MostBytes = 128;

    /// <summary>The name of what a token asks for.</summary>
    public static string NameOf(Guid token) => $"{Prefix}{token:N}";

    /// <summary>Whether a name is one that we give.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(name[Prefix.Length..], "N", out _);

    /// <summary>The mark as labels.</summary>
    public static Dictionary<string, string> Mark(Guid installation, Guid token) => new() { [Panel] = installation.ToString("N"), [Token] = token.ToString("N") };

    /// <summary>The mark among labels; null on what is foreign.</summary>
    public static VmMark? Read(IReadOnlyDictionary<string, string>? labels) => Find(labels, Panel) is { } panel ? new VmMark(panel, Find(labels, Token)) : null;

    /// <summary>A name as a label can hold it: small letters of any script, digits, underscores and hyphens.</summary>
    public static string Bend(string name)
    {
        var kept = new string([.. name.ToLowerInvariant().Select(c => char.IsLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' ? c : '-').Take(Longest)]);
        while (Encoding.UTF8.GetByteCount(kept) > MostBytes) kept = kept[..^1];
        return kept;
    }

    private static Guid? Find(IReadOnlyDictionary<string, string>? labels, string key) =>
        labels is not null && labels.TryGetValue(key, out var value) && Guid.TryParseExact(value, "N", out var id) ? id : null;
}
