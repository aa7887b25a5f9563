using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>
/// Statements that change many rows each by figures of its own. The figures stand in a list of rows "v" with the columns column1, column2 …, which
/// SQLite and PostgreSQL name alike. Only whole numbers go in, so there is nothing to escape.
/// </summary>
internal static class SqlRows
{
    // Keeps a statement far below SQLite's limit of a million characters.
    private const int RowsAStatement = 2000;

    /// <summary>Runs "… {rows} AS v …" over all rows.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="head">What stands before the rows: "UPDATE … FROM ".</param>
    /// <param name="rows">The figures.</param>
    /// <param name="tail">What stands after them: "WHERE …".</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many rows of the table changed.</returns>
    public static async Task<int> UpdateFromAsync(
        this LobsterDbContext db, string head, IReadOnlyList<long[]> rows, string tail, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var chunk in rows.Chunk(RowsAStatement))
        {
            var sql = $"{head} (VALUES {Text(chunk)}) AS v {tail}";
            changed += await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }

        return changed;
    }

    /// <summary>Runs "INSERT … VALUES {rows} ON CONFLICT …" over all rows.</summary>
    public static async Task UpsertAsync(
        this LobsterDbContext db, string head, IReadOnlyList<long[]> rows, string tail, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(RowsAStatement))
        {
            var sql = $"{head} VALUES {Text(chunk)} {tail}";
            await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }
    }

    private static string Text(IEnumerable<long[]> rows) =>
        string.Join(',', rows.Select(r => "(" + string.Join(',', r.Select(n => n.ToString(CultureInfo.InvariantCulture))) + ")"));
}
