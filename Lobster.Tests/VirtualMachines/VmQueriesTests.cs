using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.VirtualMachines;

public sealed class VmQueriesTests
{
    [Theory, EveryDatabase]
    public async Task List_EveryOrderAndFilter_CanBeRead(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await panel.BillVmAsync("db-1");
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();
        var queries = panel.Get<VmListQueries>();

        foreach (var order in Enum.GetValues<VmOrder>())
            foreach (var turned in new[] { false, true })
                Assert.Equal(2, (await queries.ListAsync(panel.Stock.Owner, panel.Stock.Account, new VmFilter(Order: order, IsDescending: turned))).Total);
        foreach (var shown in Enum.GetValues<VmShown>())
            await queries.ListAsync(panel.Stock.Owner, panel.Stock.Account, new VmFilter(Shown: shown, RegionId: panel.Stock.Region));
        var list = await queries.ListAsync(panel.Stock.Owner, panel.Stock.Account, new VmFilter(Size: 1, Page: 2));

        Assert.Equal("web-1", Assert.Single(list.Rows).Name);
        Assert.Equal(PanelStock.SmallPrice * 2, list.Rows[0].Month);
        Assert.Equal(PanelStock.SmallPrice * 4, list.Month);
        Assert.Equal(PanelStock.SmallPrice * 2, list.HourlyRate);
    }

    [Theory]
    [EveryDatabase("WEB", 1)]
    [EveryDatabase("_", 0)]
    [EveryDatabase("%", 0)]
    [EveryDatabase("10.0.0.7", 1)]
    public async Task List_Search_FindsNamesAndAddressesAndNoWildcards(DatabaseProvider provider, string search, int found)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        var other = await panel.BillVmAsync("db-1");
        await panel.WriteAsync(db => db.VirtualMachines.Where(v => v.Id == other).ExecuteUpdateAsync(s => s.SetProperty(v => v.Addresses, "[\"10.0.0.7\"]")));

        var list = await panel.Get<VmListQueries>().ListAsync(panel.Stock.Owner, panel.Stock.Account, new VmFilter(search));

        Assert.Equal(found, list.Total);
    }

    [Theory, EveryDatabase]
    public async Task EveryQuery_AskedByAStranger_TellsNothing(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var (stock, stranger) = (panel.Stock, (await panel.AddCustomerAsync("eve")).Owner);

        Assert.Empty((await panel.Get<VmListQueries>().ListAsync(stranger, stock.Account, new VmFilter())).Rows);
        Assert.Null(await panel.Get<VmQueries>().FindAsync(stranger, vm));
        Assert.Null(await panel.Get<VmChoiceQueries>().ReadAsync(stranger, stock.Account));
        Assert.Null(await panel.Get<VmCharges>().ReadAsync(stranger, vm));
        Assert.Empty(await panel.Get<VmActivity>().ReadAsync(stranger, vm, 10));
        Assert.Null(await panel.Get<VmEndings>().ForeseeAsync(stranger, vm));
        Assert.Null(await panel.Get<CreditQueries>().CourseAsync(stranger, stock.Account));
        Assert.Null(await panel.Get<AccountQueries>().OfAsync(stranger, stock.Account));
        Assert.Empty(await panel.Get<OperationQueries>().ActiveAsync(stranger, stock.Account));
        Assert.IsType<Refusal.NotFound>((await panel.Get<VmAddresses>().ReadAsync(stranger, vm)).Refusal);
        Assert.IsType<Refusal.NotFound>((await panel.Get<VmLogins>().RevealAsync(stranger, vm)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Find_LivingMachine_TellsItsMoneyAndLife(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var id = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(3));
        await panel.ChargeAsync();

        var vm = (await panel.Get<VmQueries>().FindAsync(panel.Stock.Owner, id))!;
        var bill = (await panel.Get<VmCharges>().ReadAsync(panel.Stock.Owner, id))!;
        var course = (await panel.Get<CreditQueries>().CourseAsync(panel.Stock.Owner, panel.Stock.Account))!;

        Assert.Equal(PanelStock.SmallPrice * 3, vm.Row.Month);
        Assert.Equal(3, bill.Intervals);
        Assert.Equal(vm.Lines.Select(l => l.From), bill.Lines.Select(l => l.From));
        Assert.Equal(PanelStock.SmallPrice * 3, course.Month);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), course.Past[^1].Credit);
        Assert.Null(vm.WhyNot(Capability.Snapshot));
        Assert.Contains(await panel.Get<VmActivity>().ReadAsync(panel.Stock.Owner, id, 10), h => h.Type == "vm.create.done");
    }

    [Fact]
    public async Task Foresee_TellsExactlyWhatDeletingThenCharges()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var id = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromMinutes(90));
        await panel.ChargeAsync();
        var before = await panel.CreditAsync(panel.Stock.Account);

        var ending = (await panel.Get<VmEndings>().ForeseeAsync(panel.Stock.Owner, id))!;
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, id);

        Assert.Equal(before - ending.LastCharge, await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(ending.Total, (await panel.Get<VmCharges>().ReadAsync(panel.Stock.Owner, id))!.Total);
        Assert.Equal(PanelStock.SmallPrice, ending.LastCharge);
    }

    [Theory, EveryDatabase]
    public async Task Reveal_TwiceAtOnce_ShowsThePasswordOnceAndIsAudited(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var id = await panel.CreateVmAsync();
        await panel.WriteAsync(async db => panel.Get<GuestLogins>().Keep(await db.VirtualMachines.SingleAsync(v => v.Id == id), new GuestLogin("root", "secret-1")));

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => panel.Get<VmLogins>().RevealAsync(panel.Stock.Owner, id)));

        Assert.Equal("secret-1", Assert.Single(both, o => !o.IsRefused).Value!.Password);
        Assert.Null((await panel.VmAsync(id)).ProtectedPassword);
        var audit = await panel.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "vm.login.revealed"));
        Assert.DoesNotContain("secret-1", audit.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reveal_AskedByStaff_IsRefusedAndKept()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var id = await panel.CreateVmAsync();
        await panel.WriteAsync(async db => panel.Get<GuestLogins>().Keep(await db.VirtualMachines.SingleAsync(v => v.Id == id), new GuestLogin("root", "secret-1")));
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var outcome = await panel.Get<VmLogins>().RevealAsync(staff, id);

        Assert.IsType<Refusal.NotAllowed>(outcome.Refusal);
        Assert.NotNull((await panel.VmAsync(id)).ProtectedPassword);
    }
}
