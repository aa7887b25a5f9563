namespace Lobster.Core.Data;

/// <summary>Turns what somebody typed into a LIKE pattern with a backslash as its escape.</summary>
internal static class SearchText
{
    /// <summary>"%typed%", in lower case, its own wildcards made harmless.</summary>
    public static string Contains(string typed)
    {
        var escaped = typed.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }
}
