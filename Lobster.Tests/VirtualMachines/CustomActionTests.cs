using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.VirtualMachines;

public sealed class CustomActionTests
{
    private static readonly Dictionary<string, string> NoInput = [];
    private static readonly Dictionary<string, string> SevenGigabytes = new() { ["gigabytes"] = "7" };

    [Fact]
    public async Task Look_AtTheConsoleLog_ShowsItAndIsWrittenDown()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();

        var outcome = await panel.Get<VmCustomActions>().LookAsync(panel.Stock.Owner, vm, "console-log", NoInput);

        Assert.False(string.IsNullOrWhiteSpace(outcome.Value!.Text));
        Assert.Equal(panel.Stock.Owner.UserId, (await panel.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "vm.action.read"))).Actor.UserId);
    }

    [Theory, EveryDatabase]
    public async Task Run_ActionWithInput_IsCarriedOutOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var request = Guid.CreateVersion7();
        var before = await SentAsync(panel, vm);

        var first = await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "send-traffic", SevenGigabytes, request);
        await panel.SettleAsync();
        var again = await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "send-traffic", SevenGigabytes, request);
        await panel.SettleAsync();

        Assert.Equal(first.Value, again.Value);
        Assert.InRange(await SentAsync(panel, vm) - before, 7_000_000_000, 8_000_000_000);
        var operation = await panel.ReadAsync(db => db.Operations.SingleAsync(o => o.Kind == OperationKind.CustomAction));
        Assert.Equal(OperationState.Succeeded, operation.State);
        Assert.DoesNotContain("gigabytes", operation.Arguments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ActionThatChangesTheMachine_IsWaitedFor()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();

        await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "guest-shutdown", NoInput, Guid.CreateVersion7());
        await panel.SettleAsync();
        await panel.Get<StatusSweep>().RunAsync();

        Assert.Equal(PowerState.Stopped.Value, (await panel.VmAsync(vm)).PowerState);
    }

    [Theory, EveryDatabase]
    public async Task Run_AnswerLost_IsNotSentAgainAndSaysSo(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var before = await SentAsync(panel, vm);

        panel.Get<SandboxFaults>().LoseAnswer(SandboxOperations.Actions);
        // The list of actions is asked before, and is a call of the same name: its answer is the one that is lost first.
        Assert.IsType<Refusal.Conflict>((await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "send-traffic", SevenGigabytes, Guid.CreateVersion7())).Refusal);
        await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "send-traffic", SevenGigabytes, Guid.CreateVersion7());
        panel.Get<SandboxFaults>().LoseAnswer(SandboxOperations.Actions);
        await panel.SettleAsync();

        var operation = await panel.ReadAsync(db => db.Operations.SingleAsync(o => o.Kind == OperationKind.CustomAction));
        Assert.Equal(OperationState.Failed, operation.State);
        Assert.Contains("answer was lost", operation.Error, StringComparison.Ordinal);
        Assert.InRange(await SentAsync(panel, vm) - before, 7_000_000_000, 8_000_000_000);
    }

    [Fact]
    public async Task Run_WrongInput_IsRefusedBesideItsField()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        var actions = panel.Get<VmCustomActions>();

        var empty = await actions.RunAsync(panel.Stock.Owner, vm, "send-traffic", NoInput, Guid.CreateVersion7());
        var unknown = await actions.RunAsync(panel.Stock.Owner, vm, "send-traffic", new Dictionary<string, string> { ["gigabytes"] = "7", ["path"] = "/" }, Guid.CreateVersion7());

        Assert.Equal("gigabytes", Assert.IsType<Refusal.Invalid>(empty.Refusal).Field);
        Assert.Equal("path", Assert.IsType<Refusal.Invalid>(unknown.Refusal).Field);
    }

    [Fact]
    public async Task Actions_OutOfPlace_AreRefused()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        var (_, stranger) = await panel.AddCustomerAsync("eve");
        var actions = panel.Get<VmCustomActions>();

        Assert.IsType<Refusal.NotOffered>((await actions.RunAsync(panel.Stock.Owner, vm, "no-such", NoInput, Guid.CreateVersion7())).Refusal);
        Assert.IsType<Refusal.NotFound>((await actions.RunAsync(panel.Stock.Owner, vm, "console-log", NoInput, Guid.CreateVersion7())).Refusal);
        Assert.IsType<Refusal.NotFound>((await actions.LookAsync(panel.Stock.Owner, vm, "guest-shutdown", NoInput)).Refusal);
        Assert.IsType<Refusal.NotFound>((await actions.ListAsync(stranger, vm)).Refusal);
        Assert.IsType<Refusal.NotFound>((await actions.LookAsync(stranger, vm, "console-log", NoInput)).Refusal);
        Assert.IsType<Refusal.NotFound>((await actions.RunAsync(stranger, vm, "guest-shutdown", NoInput, Guid.CreateVersion7())).Refusal);
    }

    [Fact]
    public async Task Actions_OfAStoppedMachine_SayWhyNot()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, vm, Guid.CreateVersion7());
        await panel.SettleAsync();

        var refusal = (await panel.Get<VmCustomActions>().RunAsync(panel.Stock.Owner, vm, "guest-shutdown", NoInput, Guid.CreateVersion7())).Refusal;

        Assert.Equal("The machine does not run.", Assert.IsType<Refusal.Conflict>(refusal).English);
    }

    private static async Task<long> SentAsync(TestPanel panel, VmId id)
    {
        panel.Advance(TimeSpan.FromSeconds(1));
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync(r => r.Id == panel.Stock.Region));
        var backend = (ITransferMeter)panel.Get<Core.Regions.RegionBackends>().Of(region);
        return (await backend.ReadTransferAsync([(await panel.VmAsync(id)).BackendId!], default, CancellationToken.None).ToListAsync()).Sum(r => r.OutBytes ?? 0);
    }
}
