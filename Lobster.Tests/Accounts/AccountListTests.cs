using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Accounts;

public sealed class AccountListTests
{
    [Theory, EveryDatabase]
    public async Task List_SearchedSortedAndPaged_IsDoneByTheDatabase(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Support);
        foreach (var name in new[] { "oskar", "lena", "tom_50%" }) await panel.AddCustomerAsync(name);
        await panel.BillVmAsync("web-1");
        await panel.GiveAsync(panel.Stock.Account, Money.FromUnits(-300));
        var accounts = panel.Get<AccountListQueries>();

        var names = await ListAsync(accounts, staff, new AccountFilter());
        var poorest = await ListAsync(accounts, staff, new AccountFilter(Order: AccountOrder.Credit, Size: 1));
        var second = await ListAsync(accounts, staff, new AccountFilter(Size: 2, Page: 2));
        var burning = await ListAsync(accounts, staff, new AccountFilter(Order: AccountOrder.Burn, IsDescending: true));
        var busiest = await ListAsync(accounts, staff, new AccountFilter(Order: AccountOrder.Machines, IsDescending: true));
        var byMail = await ListAsync(accounts, staff, new AccountFilter("OSKAR@example"));
        var wild = await ListAsync(accounts, staff, new AccountFilter("_50%"));

        Assert.Equal(["lena", "mara", "oskar", "tom_50%"], names.Rows.Select(r => r.Name));
        Assert.Equal((4, 100m), (names.Total, names.Credit));
        Assert.Equal(["mara"], poorest.Rows.Select(r => r.Name));
        Assert.Equal(["oskar", "tom_50%"], second.Rows.Select(r => r.Name));
        Assert.Equal((PanelStock.SmallPrice, 1), (burning.Rows[0].Burn, busiest.Rows[0].Machines));
        Assert.Equal(["oskar"], byMail.Rows.Select(r => r.Name));
        Assert.Equal(["tom_50%"], wild.Rows.Select(r => r.Name));
    }

    [Theory, EveryDatabase]
    public async Task List_Filtered_ShowsOnlyThose(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var (lena, _) = await panel.AddCustomerAsync("lena");
        await panel.Database.Transactions.RunAsync((db, token) => db.ParkAsync(lena, panel.Now, "Looked odd", token));
        await panel.Get<AccountAdmin>().DisableAsync(admin, panel.Stock.Account);
        var accounts = panel.Get<AccountListQueries>();

        Assert.Equal(["lena"], (await ListAsync(accounts, admin, new AccountFilter(IsParked: true))).Rows.Select(r => r.Name));
        Assert.Equal(["mara"], (await ListAsync(accounts, admin, new AccountFilter(IsDisabled: true))).Rows.Select(r => r.Name));
        Assert.Empty((await ListAsync(accounts, admin, new AccountFilter(IsParked: true, IsDisabled: true))).Rows);
        Assert.Empty((await ListAsync(accounts, admin, new AccountFilter(Standing: StandingState.Suspended))).Rows);
    }

    [Theory, EveryDatabase]
    public async Task StaffReads_ByACustomer_AreRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (lena, other) = await panel.AddCustomerAsync("lena");
        var owner = panel.Stock.Owner;

        Assert.IsType<Refusal.NotAllowed>((await panel.Get<AccountListQueries>().ListAsync(owner, new AccountFilter())).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<AccountDetailQueries>().FindAsync(owner, panel.Stock.Account)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<AdminVmQueries>().ListAsync(owner, null, new VmFilter())).Refusal);
        Assert.Empty((await panel.Get<AuditQueries>().ListAsync(owner, panel.Stock.Account, 1, 10)).Rows);
        Assert.Empty((await panel.Get<LedgerQueries>().ListAsync(owner, lena, 1, 10)).Rows);
        Assert.Single((await panel.Get<LedgerQueries>().ListAsync(other, lena, 1, 10)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task Detail_OfAnAccount_ShowsMembersLedgerAndTrail(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.Get<Adjustments>().PostAsync(admin, new AdjustmentForm(Guid.CreateVersion7(), panel.Stock.Account, "-4", "Wrong plan"));

        var detail = (await panel.Get<AccountDetailQueries>().FindAsync(admin, panel.Stock.Account)).Value!;
        var ledger = await panel.Get<LedgerQueries>().ListAsync(admin, panel.Stock.Account, 1, 1);
        var trail = await panel.Get<AuditQueries>().ListAsync(admin, panel.Stock.Account, 1, 10);

        Assert.Equal((Money.FromUnits(96), "mara", 1000), (detail.Summary.Credit, Assert.Single(detail.Members).Name, detail.Limit));
        Assert.Equal((2, "Wrong plan", "staff-Admin"), (ledger.Total, ledger.Rows[0].Reason, ledger.Rows[0].Who));
        Assert.Equal(("account.adjusted", "staff-Admin"), (trail.Rows[0].Type, trail.Rows[0].Who));
    }

    [Theory, EveryDatabase]
    public async Task Machines_OfEverybody_NameTheirAccountAndProblem(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var support = await PanelStock.AddStaffAsync(panel, UserRoles.Support);
        var one = await panel.BillVmAsync("web-1");
        await panel.BillVmAsync("web-2");
        await panel.WriteAsync(db => db.Operations.Where(o => o.VmId == one).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OperationState.Failed).SetProperty(o => o.Error, "No room")));
        var machines = panel.Get<AdminVmQueries>();

        var all = (await machines.ListAsync(support, null, new VmFilter(Size: 1))).Value!;
        var none = (await machines.ListAsync(support, new AccountId(4711), new VmFilter())).Value!;
        var deleted = await panel.Get<VmDeletion>().DeleteAsync(support, one);

        Assert.Equal((2, (PanelStock.SmallPrice * 2).ToDecimal()), (all.Total, all.HourlyRate));
        Assert.Equal(("web-1", "mara", "No room"), (all.Rows[0].Vm.Name, all.Rows[0].AccountName, all.Rows[0].Problem));
        Assert.Empty(none.Rows);
        Assert.False(deleted.IsRefused, deleted.Refusal?.English);
    }

    private static async Task<AccountList> ListAsync(AccountListQueries accounts, Actor actor, AccountFilter filter) =>
        (await accounts.ListAsync(actor, filter)).Value!;
}
