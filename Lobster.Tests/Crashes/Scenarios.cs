using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Crashes;

/// <summary>The named scenarios.</summary>
internal static class Scenarios
{
    public static IReadOnlyDictionary<string, Scenario> All { get; } = new Dictionary<string, Scenario>
    {
        ["create"] = new(NothingAsync, CreateAsync),
        ["create, its answer lost"] = new(NothingAsync, async (panel, vm, request) =>
        {
            panel.Faults.LoseAnswer("create");
            await CreateAsync(panel, vm, request);
        }),
        ["create, refused by the backend"] = new(NothingAsync, async (panel, vm, request) =>
        {
            panel.Faults.Fail("create", BackendErrorKind.QuotaExceeded, 20);
            await CreateAsync(panel, vm, request);
        }),
        ["stop"] = new(MachineAsync, (panel, vm, request) => ThenSettleAsync(panel, panel.Get<VmActions>().StopAsync(panel.Stock.Owner, vm, request))),
        ["resize"] = new(MachineAsync, (panel, vm, request) =>
            ThenSettleAsync(panel, panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, request))),
        ["reimage"] = new(MachineAsync, (panel, vm, request) =>
            ThenSettleAsync(panel, panel.Get<VmActions>().ReimageAsync(panel.Stock.Owner, vm, panel.Stock.Image, request))),
        ["snapshot"] = new(MachineAsync, (panel, vm, request) =>
            ThenSettleAsync(panel, panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, vm, "before the upgrade", request))),
        ["delete"] = new(MachineAsync, DeleteAsync),
        ["delete, cancelled"] = new(DeletingAsync, (panel, vm, _) => panel.Get<VmDeletionCancel>().CancelAsync(Actor.System, vm)),
        ["an hour is charged"] = new(HoursLaterAsync(1), (panel, _, _) => panel.ChargeAsync()),
        ["five days are charged"] = new(HoursLaterAsync(120), (panel, _, _) => panel.ChargeAsync()),
        ["credit is adjusted"] = new(MachineAsync, async (panel, _, request) =>
        {
            await panel.GiveAsync(panel.Stock.Account, Money.FromUnits(3), $"adjustment/{request}");
            await panel.ChargeAsync();
        }),
    };

    private static Task<VmId> NothingAsync(TestPanel panel) => Task.FromResult(default(VmId));

    private static Task<VmId> MachineAsync(TestPanel panel) => panel.CreateVmAsync("first");

    private static async Task<VmId> DeletingAsync(TestPanel panel)
    {
        var vm = await panel.CreateVmAsync("first");
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        return vm;
    }

    private static Func<TestPanel, Task<VmId>> HoursLaterAsync(int hours) => async panel =>
    {
        var vm = await panel.CreateVmAsync("first");
        await panel.CreateVmAsync("second");
        panel.Advance(TimeSpan.FromHours(hours));
        return vm;
    };

    private static Task CreateAsync(TestPanel panel, VmId vm, Guid request) =>
        ThenSettleAsync(panel, panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form("new") with { RequestId = request }));

    private static async Task DeleteAsync(TestPanel panel, VmId vm, Guid request)
    {
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();
    }

    private static async Task ThenSettleAsync<T>(TestPanel panel, Task<Outcome<T>> asked)
    {
        await asked;
        await panel.SettleAsync();
    }
}
