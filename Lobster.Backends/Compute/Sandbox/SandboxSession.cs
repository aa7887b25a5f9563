using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>One transaction on the sandbox's file. Parameters are positional: @0, @1, …</summary>
internal sealed class SandboxSession(SqliteConnection connection, SqliteTransaction transaction)
{
    public int Execute(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params object?[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public long Number(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>A named number of the file; zero at first.</summary>
    public long Meta(string key) => Number("SELECT value FROM meta WHERE key = @0", key);

    public void SetMeta(string key, long value) =>
        Execute("INSERT INTO meta (key, value) VALUES (@0, @1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);

    private SqliteCommand Command(string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue("@" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        return command;
    }
}
