using System.Data.Common;
using Lobster.Core.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lobster.Web.Configuration;

/// <summary>Where the database is: <c>Lobster:Database:Provider</c> and <c>ConnectionStrings:Lobster</c>.</summary>
/// <param name="Provider">Which database.</param>
/// <param name="ConnectionString">How to reach it.</param>
internal sealed record StoreSettings(DatabaseProvider Provider, string ConnectionString)
{
    private const string ProviderKey = "Lobster:Database:Provider";
    private const string ConnectionKey = "ConnectionStrings:Lobster";

    /// <summary>Reads both; without any, SQLite in the folder <c>data</c> of the content root.</summary>
    /// <exception cref="SettingException">One of them is wrong.</exception>
    public static StoreSettings Read(IConfiguration configuration, string contentRoot)
    {
        var name = configuration[ProviderKey];
        if (!Enum.TryParse<DatabaseProvider>(name ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new SettingException($"{ProviderKey} is \"{name}\"; it must be Sqlite or PostgreSQL.");
        var connection = configuration[ConnectionKey];
        if (provider == DatabaseProvider.Sqlite) return new(provider, Sqlite(connection, contentRoot));
        if (string.IsNullOrWhiteSpace(connection)) throw new SettingException($"{ConnectionKey} is empty; PostgreSQL needs one such as Host=localhost;Database=lobster.");
        return new(provider, Checked(() => new NpgsqlConnectionStringBuilder(connection).ConnectionString));
    }

    // Relative paths start at the content root and not at the folder in which the operator happens to be.
    private static string Sqlite(string? connection, string contentRoot) => Checked(() =>
    {
        var builder = new SqliteConnectionStringBuilder(string.IsNullOrWhiteSpace(connection) ? "Data Source=data/lobster.db" : connection);
        if (builder.DataSource.Length == 0 || builder.Mode == SqliteOpenMode.Memory || builder.DataSource.StartsWith(':'))
            throw new SettingException($"{ConnectionKey} must name a file, such as Data Source=data/lobster.db.");
        builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        builder.ForeignKeys = true;
        return builder.ConnectionString;
    });

    private static string Checked(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or DbException)
        {
            throw new SettingException($"{ConnectionKey} cannot be read: {e.Message}");
        }
    }
}
