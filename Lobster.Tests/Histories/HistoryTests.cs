using Lobster.Core.Data;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Histories;

/// <summary>
/// Random histories over months on real databases, against the reference model: machines, resizes, power policies, images whose size is not known
/// yet, transfer with counters that begin anew or do not answer, prices that change, payments, outages, clocks that step, kills at commits. The seed
/// is in the test's name; a failing one is repeated by it. The variable LOBSTER_HISTORIES makes it that many.
/// </summary>
public sealed class HistoryTests
{
    private const int Steps = 60;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("LOBSTER_HISTORIES"), out var count) ? count : 300;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Count)];

    [Theory, MemberData(nameof(Seeds))]
    public Task History_Random_ChargesWhatTheModelSays(int seed) => RunAsync(DatabaseProvider.Sqlite, seed);

    [Theory, EveryDatabase(1001), EveryDatabase(1002), EveryDatabase(1003), EveryDatabase(1004), EveryDatabase(1005), EveryDatabase(1006)]
    public Task History_RandomOnEachDatabase_ChargesWhatTheModelSays(DatabaseProvider provider, int seed) => RunAsync(provider, seed);

    private static async Task RunAsync(DatabaseProvider provider, int seed)
    {
        await using var scene = await HistoryScene.CreateAsync(provider, seed);
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            await ActAsync(scene, random);
            scene.Panel.Advance(TimeSpan.FromMilliseconds(1)); // no two things at one moment
        }

        await scene.SweepAsync(mayDie: false);
        await scene.AssertAsModelAsync();
    }

    private static Task ActAsync(HistoryScene scene, Random random)
    {
        switch (random.Next(20))
        {
            case 0 or 1:
                return scene.CreateMachineAsync();
            case 2:
                return scene.ChangeRateAsync();
            case 3:
                return scene.DeleteMachineAsync();
            case 4:
                return scene.PayAsync();
            case 5:
                return scene.StoreImageAsync();
            case 6:
                return scene.TellSizeAsync();
            case 7:
                return scene.DeleteImageAsync();
            case 8:
                return scene.SetPriceAsync();
            case 9 or 10:
                return scene.MeterAsync();
            case 11 or 12 or 13:
                return scene.SweepAsync();
            case 14:
                scene.Panel.Advance(TimeSpan.FromDays(random.Next(1, 6)));
                return Task.CompletedTask;
            case 15 when random.Next(4) == 0:
                scene.Panel.Advance(TimeSpan.FromDays(random.Next(21, 40)));
                return Task.CompletedTask;
            default:
                scene.Panel.Advance(TimeSpan.FromSeconds(random.Next(1, 3 * 3600)));
                return Task.CompletedTask;
        }
    }
}
