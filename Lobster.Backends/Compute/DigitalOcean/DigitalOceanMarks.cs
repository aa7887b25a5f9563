using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// How machines and images carry their mark: a machine in two tags, made with it and found by the server's filter; an image, since a snapshot cannot be
/// tagged, at the end of its name. Further tags say what was made only for the machine and what is still to be done with it. Pure.
/// </summary>
internal static class DigitalOceanMarks
{
    /// <summary>The tag of a machine that was stopped to be resized and is to be started again.</summary>
    public const string Restart = "lobster-restart";

    private const string Installation = "lobster-panel-";
    private const string Token = "lobster-vm-";
    private const string Key = "lobster-key-";
    private const string Between = " [lobster ";

    /// <summary>The tags of a new machine.</summary>
    /// <param name="installation">Whose.</param>
    /// <param name="token">Which.</param>
    /// <param name="keys">The SSH keys that were imported only for it, so that they are removed even when the answer to the create is lost.</param>
    public static IReadOnlyList<string> Tags(Guid installation, Guid token, IEnumerable<long> keys) =>
        [$"{Installation}{installation:N}", TokenTag(token), .. keys.Select(KeyTag)];

    /// <summary>The tag by which a machine is found.</summary>
    public static string TokenTag(Guid token) => $"{Token}{token:N}";

    /// <summary>The tag that names an imported key.</summary>
    public static string KeyTag(long key) => string.Create(CultureInfo.InvariantCulture, $"{Key}{key}");

    /// <summary>The name of a key that is imported for one create.</summary>
    public static string KeyName(Guid token) => $"lobster {token:N}";

    /// <summary>The mark in a machine's tags; null for a foreign one.</summary>
    public static VmMark? Read(IReadOnlyList<string>? tags) =>
        Find(tags, Installation) is { } installation ? new VmMark(installation, Find(tags, Token)) : null;

    /// <summary>The imported keys in a machine's tags.</summary>
    public static IReadOnlyList<long> Keys(IReadOnlyList<string>? tags) =>
        [.. (tags ?? []).Where(t => t.StartsWith(Key, StringComparison.OrdinalIgnoreCase)).Select(t => long.TryParse(t.AsSpan(Key.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    /// <summary>Whether a machine is to be started again.</summary>
    public static bool IsToRestart(IReadOnlyList<string>? tags) => tags?.Contains(Restart, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>The name of an image, unique by its token.</summary>
    public static string ImageName(string name, Guid installation, Guid token) => $"{name}{Between}{installation:N} {token:N}]";

    /// <summary>The name and the mark in an image's name.</summary>
    public static (string Name, VmMark? Mark) ReadImage(string? text)
    {
        var name = text ?? "";
        var at = name.LastIndexOf(Between, StringComparison.Ordinal);
        if (at < 0 || !name.EndsWith(']')) return (name, null);
        return name[(at + Between.Length)..^1].Split(' ') is [var i, var t] && Guid.TryParseExact(i, "N", out var installation) && Guid.TryParseExact(t, "N", out var token)
            ? (name[..at], new VmMark(installation, token))
            : (name, null);
    }

    private static Guid? Find(IReadOnlyList<string>? tags, string prefix) =>
        tags?.FirstOrDefault(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } tag && Guid.TryParseExact(tag[prefix.Length..], "N", out var id) ? id : null;
}
