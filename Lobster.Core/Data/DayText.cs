using System.Text.RegularExpressions;

namespace Lobster.Core.Data;

/// <summary>Writes days as keys have them ("2026-01-05") within a set-based statement, which each database does in a way of its own.</summary>
internal static partial class DayText
{
    /// <summary>Puts in what <c>{date:column}</c> stands for; the column holds the days since 1970.</summary>
    public static string Fill(string statement, bool isSqlite) =>
        Date().Replace(statement, isSqlite ? "date($1 * 86400, 'unixepoch')" : "to_char(DATE '1970-01-01' + $1::int, 'YYYY-MM-DD')");

    [GeneratedRegex(@"\{date:([a-z.]+)\}")]
    private static partial Regex Date();
}
