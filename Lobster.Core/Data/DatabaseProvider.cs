namespace Lobster.Core.Data;

/// <summary>The databases Lobster runs on; the setting <c>Lobster:Database:Provider</c>.</summary>
public enum DatabaseProvider
{
    /// <summary>The default: one file, nothing else to install.</summary>
    Sqlite,

    /// <summary>For several panels on one database.</summary>
    PostgreSQL,
}
