using System.Text.RegularExpressions;

namespace Lobster.Core.Data;

/// <summary>What each database writes in a way of its own in a set-based statement.</summary>
internal static partial class SetSql
{
    /// <summary>
    /// Puts in what <c>{date:column}</c> stands for, the text of a day as keys have it ("2026-01-05") of a column that holds the days since 1970, and
    /// <c>{by:index}</c>, the index by which the rows of the table before it are found.
    /// </summary>
    /// <remarks>
    /// SQLite reads a whole table where its statistics say that there is next to nothing in it, and it never takes new ones by itself: after an
    /// ANALYZE of a young database each batch would read the whole ledger once an account. PostgreSQL keeps its own up to date and has no such word.
    /// </remarks>
    public static string Fill(string statement, bool isSqlite) => Index().Replace(
        Date().Replace(statement, isSqlite ? "date($1 * 86400, 'unixepoch')" : "to_char(DATE '1970-01-01' + $1::int, 'YYYY-MM-DD')"),
        isSqlite ? "INDEXED BY \"$1\"" : "");

    [GeneratedRegex(@"\{date:([a-z.]+)\}")]
    private static partial Regex Date();

    [GeneratedRegex(@"\{by:(\w+)\}")]
    private static partial Regex Index();
}
