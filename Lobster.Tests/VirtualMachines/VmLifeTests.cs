using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.VirtualMachines;

public sealed class VmLifeTests
{
    [Theory, EveryDatabase]
    public async Task Machine_CreatedUsedDeleted_PaysEachHourOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        Assert.Equal(VmLifecycle.Active, (await panel.VmAsync(vm)).Lifecycle);

        panel.Advance(TimeSpan.FromHours(3));
        await panel.ChargeAsync();
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 4), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }
}
