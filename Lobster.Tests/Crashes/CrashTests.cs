using Lobster.Core.Data;

namespace Lobster.Tests.Crashes;

/// <summary>Each scenario on SQLite; see <see cref="CrashRun"/>. <see cref="PostgreSqlCrashTests"/> runs beside it.</summary>
public sealed class CrashTests
{
    public static TheoryData<string> Names => [.. Scenarios.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Sqlite_KilledAtEveryCommit_EndsAsUncrashed(string name) => CrashRun.KillEverywhereAsync(DatabaseProvider.Sqlite, name);
}
