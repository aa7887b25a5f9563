using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.VirtualMachines;

public sealed class GivenBackTests
{
    [Theory, EveryDatabase]
    public async Task Operation_WhoseStepCannotBeWritten_GoesOnAfterSecondsAndNotAfterItsLease(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var resize = (await panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, Guid.CreateVersion7())).Value;
        var good = (await OperationAsync(panel, resize)).Arguments;
        await SayAsync(panel, resize, System.Text.Json.JsonSerializer.Serialize(new ResizeArguments(panel.Stock.Large.Value, 999_999)));

        await Assert.ThrowsAsync<InvalidOperationException>(panel.SettleAsync);
        await SayAsync(panel, resize, good);
        var at = panel.Now;
        await panel.SettleAsync();

        Assert.Equal(OperationState.Succeeded, (await OperationAsync(panel, resize)).State);
        Assert.InRange(panel.Now - at, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }

    private static Task<Operation> OperationAsync(TestPanel panel, OperationId id) => panel.ReadAsync(db => db.Operations.SingleAsync(o => o.Id == id));

    private static Task SayAsync(TestPanel panel, OperationId id, string arguments) => panel.WriteAsync(db =>
        db.Operations.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Arguments, arguments)));
}
