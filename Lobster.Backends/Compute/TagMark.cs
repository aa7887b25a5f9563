using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>The mark of a machine as two tags, for providers whose tags are made with the machine, stay when it is renamed, and can be searched. Pure.</summary>
internal static class TagMark
{
    private const string Installation = "lobster-panel-";
    private const string Token = "lobster-vm-";

    /// <summary>Both tags: letters, digits and hyphens, at most 46 characters each.</summary>
    public static IReadOnlyList<string> Tags(Guid installation, Guid token) => [$"{Installation}{installation:N}", TokenTag(token)];

    /// <summary>The tag by which a machine is found.</summary>
    public static string TokenTag(Guid token) => $"{Token}{token:N}";

    /// <summary>The mark among a machine's tags, in whatever case they come back; null for a foreign machine.</summary>
    public static VmMark? Read(IReadOnlyList<string>? tags) => Find(tags, Installation) is { } installation ? new VmMark(installation, Find(tags, Token)) : null;

    private static Guid? Find(IReadOnlyList<string>? tags, string prefix) =>
        tags?.FirstOrDefault(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } tag && Guid.TryParseExact(tag[prefix.Length..], "N", out var id) ? id : null;
}
