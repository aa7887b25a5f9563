using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lobster.Tests.Data;

/// <summary>Inserts a copy of a table's latest row with some columns changed, past all of our own code, so that only the database can object.</summary>
internal static class RowCopy
{
    /// <summary>Does it. Where the first column may be null, a row with a value is taken on both databases.</summary>
    /// <param name="db">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="changes">"Column = expression" pairs; the expression may use the row's other columns.</param>
    public static Task<int> InsertAsync(LobsterDbContext db, string table, params (string Column, string Expression)[] changes)
    {
        var entity = db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);
        var store = StoreObjectIdentifier.Table(table);
        var columns = entity.GetFlattenedProperties().Where(p => p.Name != "Id" || p.ValueGenerated != ValueGenerated.OnAdd || p.DeclaringType != entity)
            .Select(p => p.GetColumnName(store)!).Distinct().ToList();
        var values = columns.Select(c => changes.Where(x => x.Column == c).Select(x => $"({x.Expression})").FirstOrDefault() ?? $"\"{c}\"");
        var sql = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) "
            + $"SELECT {string.Join(", ", values)} FROM \"{table}\" ORDER BY 1 DESC NULLS LAST LIMIT 1";
        return db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
