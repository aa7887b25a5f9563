using System.Reflection;
using Lobster.Core.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace Lobster.Tests.Harness;

/// <summary>
/// The data of a theory that takes one <see cref="DatabaseProvider"/>: each database once. With a value, a row for each pair
/// (database, value). In a quick run only SQLite is there; the run's first line says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class EveryDatabaseAttribute(params object?[] values) : DataAttribute
{
    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        DatabaseProvider[] kinds = TestRun.Quick ? [DatabaseProvider.Sqlite] : [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSQL];
        ITheoryDataRow[] rows = [.. kinds.Select(kind => new TheoryDataRow([kind, .. values]))];
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(rows);
    }
}
