using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;

namespace Lobster.Tests.Billing;

/// <summary>Half of an odd price is a tie. It goes to the even neighbour, where the database reckons as where we do.</summary>
public sealed class RoundingTests
{
    [Theory]
    [EveryDatabase(7_500_003L, 3_750_002L)]
    [EveryDatabase(7_500_001L, 3_750_000L)]
    public async Task Charge_HalfOfAnOddPrice_RoundsToEven(DatabaseProvider provider, long price, long half)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(1));
        await panel.ChargeAsync();
        var first = await panel.LinesAsync(vm);
        await panel.ChangeRateAsync(vm, new Money(price), factor: 500);
        panel.Advance(TimeSpan.FromHours(5));

        await panel.ChargeAsync();

        Assert.Equal(new Money(half * 5), await panel.LinesAsync(vm) - first);
        await panel.AssertBooksInOrderAsync();
    }
}
