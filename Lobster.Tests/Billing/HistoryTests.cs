using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Billing;

/// <summary>
/// Random histories on real databases against a model of thirty lines. The seed is in the test's name; a failing one is repeated by it.
/// The variable LOBSTER_HISTORIES makes it that many instead of 40.
/// </summary>
public sealed class HistoryTests
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("LOBSTER_HISTORIES"), out var count) ? count : 40;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Count)];

    [Theory, MemberData(nameof(Seeds))]
    public Task History_Random_ChargesWhatTheModelSays(int seed) => RunAsync(DatabaseProvider.Sqlite, seed, 60);

    [Theory, EveryDatabase(1001), EveryDatabase(1002), EveryDatabase(1003)]
    public Task History_RandomOnEachDatabase_ChargesWhatTheModelSays(DatabaseProvider provider, int seed) => RunAsync(provider, seed, 80);

    private static async Task RunAsync(DatabaseProvider provider, int seed, int steps)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 30);
        var random = new Random(seed);
        var model = new HistoryModel();
        var living = new List<(VmId Id, int Model)>();
        model.Pay(Money.FromUnits(100));
        for (var step = 0; step < steps; step++)
            await ActAsync(panel, model, living, random, step);

        await panel.ChargeAsync();
        Assert.Equal(model.CreditAt(panel.Now), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    private static async Task ChargeAndDieAsync(TestPanel panel, Random random)
    {
        panel.Crash.At(random.Next(1, 6), afterIt: random.Next(2) == 0);
        try
        {
            await panel.ChargeAsync();
        }
        catch (OperationCanceledException)
        {
            // Killed; the next sweep finds whatever is there.
        }

        panel.Crash.Never();
    }

    private static async Task ActAsync(TestPanel panel, HistoryModel model, List<(VmId Id, int Model)> living, Random random, int step)
    {
        switch (random.Next(10))
        {
            case 0 or 1 when living.Count < 5 && model.CreditAt(panel.Now) > Money.FromUnits(1):
                var vm = await panel.BillVmAsync($"vm-{step}");
                living.Add((vm, model.Begin(panel.Now, PanelStock.SmallPrice)));
                break;
            case 2 when living.Count > 0:
                panel.Advance(TimeSpan.FromMilliseconds(1));
                var resized = living[random.Next(living.Count)];
                var rate = new Money(random.Next(0, 100_000_000));
                await panel.ChangeRateAsync(resized.Id, rate);
                model.ChangeRate(resized.Model, panel.Now, rate);
                panel.Advance(TimeSpan.FromMilliseconds(1));
                break;
            case 3 when living.Count > 0:
                var ended = living[random.Next(living.Count)];
                await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, ended.Id);
                model.End(ended.Model, panel.Now);
                living.Remove(ended);
                break;
            case 4:
                var amount = new Money(random.NextInt64(-5_000_000_000, 9_000_000_000));
                await panel.GiveAsync(panel.Stock.Account, amount);
                model.Pay(amount);
                break;
            case 5:
                await ChargeAndDieAsync(panel, random);
                break;
            case 6:
                panel.Advance(TimeSpan.FromDays(random.Next(1, 6)));
                break;
            default:
                panel.Advance(TimeSpan.FromSeconds(random.Next(1, 3 * 3600)));
                if (random.Next(3) == 0) await panel.ChargeAsync();
                break;
        }
    }
}
