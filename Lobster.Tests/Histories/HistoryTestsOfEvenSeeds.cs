using Lobster.Core.Data;

namespace Lobster.Tests.Histories;

/// <summary>The other half of <see cref="HistoryTests"/>, in a class of its own, so that the two run beside each other.</summary>
public sealed class HistoryTestsOfEvenSeeds
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, HistoryRun.Count).Where(int.IsEvenInteger)];

    [Theory, MemberData(nameof(Seeds))]
    public Task History_Random_ChargesWhatTheModelSays(int seed) => HistoryRun.LiveAsync(DatabaseProvider.Sqlite, seed);
}
