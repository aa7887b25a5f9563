using System.Globalization;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>The tags beside a machine's mark: what was made only for it, and what is still to be done with it. Pure.</summary>
internal static class DigitalOceanTags
{
    /// <summary>The tag of a machine that was stopped to be resized and is to be started again.</summary>
    public const string Restart = "lobster-restart";

    private const string Key = "lobster-key-";

    /// <summary>The tag that names a key which was imported only for this machine, so that it is removed even when the answer to the create is lost.</summary>
    public static string KeyTag(long key) => string.Create(CultureInfo.InvariantCulture, $"{Key}{key}");

    /// <summary>The name of a key that is imported for one create.</summary>
    public static string KeyName(Guid token) => $"lobster {token:N}";

    /// <summary>The imported keys in a machine's tags.</summary>
    public static IReadOnlyList<long> Keys(IReadOnlyList<string>? tags) =>
    [
        .. (tags ?? []).Where(t => t.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
            .Select(t => long.TryParse(t.AsSpan(Key.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0),
    ];

    /// <summary>Whether a machine is to be started again.</summary>
    public static bool IsToRestart(IReadOnlyList<string>? tags) => tags?.Contains(Restart, StringComparer.OrdinalIgnoreCase) == true;
}
