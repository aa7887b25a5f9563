using Lobster.Core.Data;

namespace Lobster.Tests.Crashes;

/// <summary>Each scenario on PostgreSQL; see <see cref="CrashRun"/>.</summary>
public sealed class PostgreSqlCrashTests
{
    [Theory, MemberData(nameof(CrashTests.Names), MemberType = typeof(CrashTests)), Trait("Category", "PostgreSql")]
    public Task PostgreSql_KilledAtEveryCommit_EndsAsUncrashed(string name) => CrashRun.KillEverywhereAsync(DatabaseProvider.PostgreSQL, name);
}
