using Lobster.Core.Data;

namespace Lobster.Tests.Histories;

/// <summary>One random history, told by its seed.</summary>
internal static class HistoryRun
{
    private const int Steps = 60;

    /// <summary>How many seeds a run tries; the variable LOBSTER_HISTORIES makes it that many.</summary>
    public static int Count => int.TryParse(Environment.GetEnvironmentVariable("LOBSTER_HISTORIES"), out var count) ? count : 500;

    /// <summary>Lives the history and compares the books with the model at its end.</summary>
    public static async Task LiveAsync(DatabaseProvider provider, int seed)
    {
        await using var scene = await HistoryScene.CreateAsync(provider, seed);
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            await ActAsync(scene, random);
            scene.Pass(TimeSpan.FromMilliseconds(1)); // no two things at one moment
        }

        await scene.SweepAsync(mayDie: false);
        await scene.WorkAsync();
        await scene.AssertAsModelAsync();
    }

    private static Task ActAsync(HistoryScene scene, Random random)
    {
        switch (random.Next(22))
        {
            case 0 or 1:
                return scene.CreateMachineAsync();
            case 2:
                return scene.ChangeRateAsync();
            case 3:
                return random.Next(2) == 0 ? scene.DeleteMachineAsync() : scene.MovePriceAsync();
            case 4 or 18:
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
                return scene.WorkAsync();
            case 15 or 16:
                scene.Pass(TimeSpan.FromDays(random.Next(1, 6)));
                return Task.CompletedTask;
            case 17 when random.Next(4) == 0:
                scene.Pass(TimeSpan.FromDays(random.Next(21, 40)));
                return Task.CompletedTask;
            default:
                scene.Pass(TimeSpan.FromSeconds(random.Next(1, 3 * 3600)));
                return Task.CompletedTask;
        }
    }
}
