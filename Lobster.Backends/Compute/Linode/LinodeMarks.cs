using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>
/// How machines and images carry their mark: two tags, which rename leaves alone and the server's filter finds. A tag has 3 to 50 characters. Pure.
/// </summary>
internal static class LinodeMarks
{
    private const string Installation = "lobster-panel-";
    private const string Token = "lobster-vm-";

    /// <summary>The tags of a machine or image.</summary>
    public static IReadOnlyList<string> Tags(Guid installation, Guid token) => [$"{Installation}{installation:N}", TokenTag(token)];

    /// <summary>The tag by which it is found.</summary>
    public static string TokenTag(Guid token) => $"{Token}{token:N}";

    /// <summary>The mark in tags; null for what is foreign.</summary>
    public static VmMark? Read(IReadOnlyList<string>? tags) =>
        Find(tags, Installation) is { } installation ? new VmMark(installation, Find(tags, Token)) : null;

    private static Guid? Find(IReadOnlyList<string>? tags, string prefix) =>
        tags?.FirstOrDefault(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } tag && Guid.TryParseExact(tag[prefix.Length..], "N", out var id) ? id : null;
}
