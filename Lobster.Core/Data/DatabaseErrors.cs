using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lobster.Core.Data;

/// <summary>Tells database errors apart that call for different answers.</summary>
public static class DatabaseErrors
{
    private const int SqliteGeneric = 1;
    private const int SqliteBusy = 5;
    // Too many readers and writers began at the same moment for ten seconds (https://sqlite.org/rescode.html#protocol).
    private const int SqliteProtocol = 15;
    private const int SqliteLocked = 6;
    private const int SqliteConstraint = 19;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <summary>Busy, deadlock, serialisation failure, or a row that changed underneath: the whole use case may simply run again.</summary>
    public static bool IsWorthAnotherTry(Exception exception) =>
        exception is DbUpdateConcurrencyException || Find<SqliteException>(exception) is { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteProtocol }
        || Find<PostgresException>(exception) is
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
        };

    /// <summary>A unique index or key said no: somebody else was first.</summary>
    public static bool IsDuplicate(Exception exception) =>
        Find<SqliteException>(exception) is { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey }
        || Find<PostgresException>(exception) is { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>A check, foreign key, unique index or trigger said no.</summary>
    public static bool IsConstraint(Exception exception) =>
        Find<SqliteException>(exception) is { SqliteErrorCode: SqliteConstraint }
        || Find<PostgresException>(exception) is { SqlState: var state } && state.StartsWith("23", StringComparison.Ordinal);

    /// <summary>
    /// Not the fault of what was to be written: the database could not be reached, did not work or did not understand. A row that breaks a
    /// constraint or an amount that leaves its range is no outage.
    /// </summary>
    public static bool IsOutage(Exception exception) =>
        IsWorthAnotherTry(exception) || Find<TimeoutException>(exception) is not null
        || (Find<DbException>(exception) is { } error && !IsConstraint(exception) && !IsOutOfRange(error));

    private static bool IsOutOfRange(DbException error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange }
        || (error is SqliteException { SqliteErrorCode: SqliteGeneric } && error.Message.Contains("integer overflow", StringComparison.Ordinal));

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found) return found;
        return null;
    }
}
