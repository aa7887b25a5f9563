namespace Lobster.Tests.Harness;

/// <summary>The databases that every persistence test runs on.</summary>
public enum DatabaseKind
{
    /// <summary>A file; the default of the program.</summary>
    Sqlite,

    /// <summary>A server of the test run's own.</summary>
    PostgreSql,
}
