using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>
/// How machines and snapshots carry their mark: a machine in two tags, found by the server's filter (exact, case-insensitive); a snapshot, which has no tags,
/// at the end of its description; a temporary key in its name. Pure.
/// </summary>
internal static class VultrMarks
{
    private const string Installation = "lobster-panel-";
    private const string Token = "lobster-vm-";
    private const string Between = " [lobster ";

    /// <summary>The tags of a machine.</summary>
    public static IReadOnlyList<string> Tags(Guid installation, Guid token) => [$"{Installation}{installation:N}", TokenTag(token)];

    /// <summary>The tag by which a machine is found.</summary>
    public static string TokenTag(Guid token) => $"{Token}{token:N}";

    /// <summary>The mark in a machine's tags; null for a foreign one.</summary>
    public static VmMark? Read(IReadOnlyList<string>? tags) =>
        Find(tags, Installation) is { } installation ? new VmMark(installation, Find(tags, Token)) : null;

    /// <summary>The description of a snapshot. Texts beyond 255 characters would be cut silently; a name has at most 64.</summary>
    public static string Description(string name, Guid installation, Guid token) => $"{name}{Between}{installation:N} {token:N}]";

    /// <summary>The name and the mark in a snapshot's description.</summary>
    public static (string Name, VmMark? Mark) Read(string? description)
    {
        var text = description ?? "";
        var at = text.LastIndexOf(Between, StringComparison.Ordinal);
        if (at < 0 || !text.EndsWith(']')) return (text, null);
        var parts = text[(at + Between.Length)..^1].Split(' ');
        return parts is [var i, var t] && Guid.TryParseExact(i, "N", out var installation) && Guid.TryParseExact(t, "N", out var token)
            ? (text[..at], new VmMark(installation, token))
            : (text, null);
    }

    private static Guid? Find(IReadOnlyList<string>? tags, string prefix) =>
        tags?.FirstOrDefault(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } tag && Guid.TryParseExact(tag[prefix.Length..], "N", out var id) ? id : null;
}
