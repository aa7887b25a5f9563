using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>
/// Rows that a set-based statement reads as the table <c>rows</c>: thousands of them in one parameter, on both databases. For sweeps, where
/// a statement for each row would cost more than the row.
/// </summary>
internal sealed class RowSet : IDisposable
{
    private readonly RowColumn[] columns;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private int inRow;

    /// <summary>An empty set with these columns.</summary>
    public RowSet(params RowColumn[] columns)
    {
        this.columns = columns;
        json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the next value of the current row; the last column's value ends the row.</summary>
    public RowSet Add(long? value)
    {
        BeginValue();
        if (value is { } number) json.WriteNumberValue(number);
        else json.WriteNullValue();
        return EndValue();
    }

    /// <summary>Adds the next value of the current row; the last column's value ends the row.</summary>
    public RowSet Add(string value)
    {
        BeginValue();
        json.WriteStringValue(value);
        return EndValue();
    }

    /// <summary>
    /// Runs a statement that reads <c>rows</c>; <c>{1}</c> and on are <paramref name="parameters"/>. Does nothing when there are no rows.
    /// Ends the set.
    /// </summary>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="DbException">A constraint or guard said no.</exception>
    public async Task<int> RunAsync(LobsterDbContext db, string statement, CancellationToken cancellationToken, params object?[] parameters)
    {
        if (Count == 0) return 0;
        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        var sql = WithRows(statement, db.Database.IsSqlite());
        object?[] values = [Encoding.UTF8.GetString(buffer.WrittenSpan), .. parameters];
        return await db.Database.ExecuteSqlRawAsync(sql, values!, cancellationToken);
    }

    /// <summary>As <see cref="RunAsync"/>, for a statement that must write exactly one row for each of ours.</summary>
    /// <exception cref="DbUpdateConcurrencyException">It did not: somebody else was first.</exception>
    public async Task WriteAsync(LobsterDbContext db, string statement, CancellationToken cancellationToken, params object?[] parameters)
    {
        var written = await RunAsync(db, statement, cancellationToken, parameters);
        if (written != Count) throw new DbUpdateConcurrencyException($"{written} instead of {Count} rows were written.");
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void BeginValue()
    {
        if (inRow == 0) json.WriteStartArray();
    }

    private RowSet EndValue()
    {
        if (++inRow < columns.Length) return this;
        json.WriteEndArray();
        inRow = 0;
        Count++;
        return this;
    }

    private string WithRows(string statement, bool isSqlite)
    {
        var values = columns.Select((c, i) => isSqlite || c.IsText ? $"value ->> {i} AS {c.Name}" : $"(value ->> {i})::bigint AS {c.Name}");
        return $"WITH rows AS (SELECT {string.Join(", ", values)} FROM {(isSqlite ? "json_each({0})" : "json_array_elements({0}::json)")})\n{statement}";
    }
}
