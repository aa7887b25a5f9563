using Lobster.Core.Data;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Histories;

/// <summary>
/// Random histories over months on real databases, against the reference model: machines, resizes, power policies, prices that change and to which
/// machines move, images whose size is not known yet, transfer with counters that begin anew or do not answer, payments, accounts that run out of credit,
/// are suspended, restored and terminated, outages, clocks that step, kills at commits. The seed is in the test's name; a failing one is repeated by it.
/// The variable LOBSTER_HISTORIES makes it that many, half of them in <see cref="HistoryTestsOfEvenSeeds"/>, so that two run at a time.
/// </summary>
public sealed class HistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, HistoryRun.Count).Where(int.IsOddInteger)];

    [Theory, MemberData(nameof(Seeds))]
    public Task History_Random_ChargesWhatTheModelSays(int seed) => HistoryRun.LiveAsync(DatabaseProvider.Sqlite, seed);

    [Theory, EveryDatabase(1001), EveryDatabase(1002), EveryDatabase(1003), EveryDatabase(1004), EveryDatabase(1005), EveryDatabase(1006)]
    public Task History_RandomOnEachDatabase_ChargesWhatTheModelSays(DatabaseProvider provider, int seed) => HistoryRun.LiveAsync(provider, seed);
}
