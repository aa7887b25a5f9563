using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Accounts;

public sealed class AccountAdminTests
{
    [Theory]
    [EveryDatabase("0", 0)]
    [EveryDatabase(" 7 ", 7)]
    [EveryDatabase("100000", 100_000)]
    [EveryDatabase("", null)]
    public async Task Limit_Number_IsKept(DatabaseProvider provider, string text, int? limit)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.Get<AccountAdmin>().LimitVmsAsync(admin, panel.Stock.Account, "3");

        var set = await panel.Get<AccountAdmin>().LimitVmsAsync(admin, panel.Stock.Account, text);

        Assert.False(set.IsRefused, set.Refusal?.English);
        Assert.Equal(limit, (await AccountAsync(panel)).VmLimit);
    }

    [Theory]
    [EveryDatabase("-1")]
    [EveryDatabase("1.5")]
    [EveryDatabase("many")]
    [EveryDatabase("100001")]
    [EveryDatabase("99999999999999999999")]
    public async Task Limit_BadNumber_IsRefusedBesideTheField(DatabaseProvider provider, string text)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var set = await panel.Get<AccountAdmin>().LimitVmsAsync(admin, panel.Stock.Account, text);

        Assert.Equal(AccountAdmin.VmLimitField, Assert.IsType<Refusal.Invalid>(set.Refusal).Field);
        Assert.Null((await AccountAsync(panel)).VmLimit);
    }

    [Theory, EveryDatabase]
    public async Task Limit_Zero_StopsCreation(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.Get<AccountAdmin>().LimitVmsAsync(admin, panel.Stock.Account, "0");

        var created = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form());

        Assert.IsType<Refusal.LimitReached>(created.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Disable_Account_StopsCreationUntilEnabled(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var accounts = panel.Get<AccountAdmin>();
        await accounts.DisableAsync(admin, panel.Stock.Account);
        await accounts.DisableAsync(admin, panel.Stock.Account);

        var closed = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form());
        await accounts.EnableAsync(admin, panel.Stock.Account);
        var open = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form());

        Assert.IsType<Refusal.NotAllowed>(closed.Refusal);
        Assert.False(open.IsRefused, open.Refusal?.English);
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "account.disabled")));
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "account.enabled")));
    }

    [Theory, EveryDatabase]
    public async Task Unpark_Account_IsChargedForTheWait(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.BillVmAsync("web-1");
        await panel.Database.Transactions.RunAsync((db, token) => db.ParkAsync(panel.Stock.Account, panel.Now, "Looked odd", token));
        panel.Advance(TimeSpan.FromHours(3));
        await panel.ChargeAsync();
        var parked = await panel.CreditAsync(panel.Stock.Account);

        var unparked = await panel.Get<AccountAdmin>().UnparkAsync(admin, panel.Stock.Account);
        var twice = await panel.Get<AccountAdmin>().UnparkAsync(admin, panel.Stock.Account);
        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100), parked);
        Assert.False(unparked.IsRefused, unparked.Refusal?.English);
        Assert.IsType<Refusal.Conflict>(twice.Refusal);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [EveryDatabase(UserRoles.Support)]
    [EveryDatabase(UserRoles.Finance)]
    public async Task Everything_ByStaffWhoAreNoAdmins_IsRefused(DatabaseProvider provider, string role)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var staff = await PanelStock.AddStaffAsync(panel, role);
        var (accounts, users, id) = (panel.Get<AccountAdmin>(), panel.Get<UserAdmin>(), panel.Stock.Account);

        Refusal?[] refusals =
        [
            (await accounts.LimitVmsAsync(staff, id, "5")).Refusal, (await accounts.DisableAsync(staff, id)).Refusal,
            (await accounts.EnableAsync(staff, id)).Refusal, (await accounts.UnparkAsync(staff, id)).Refusal,
            (await users.DisableAsync(staff, panel.Stock.Owner.UserId!.Value)).Refusal, (await users.EnableAsync(staff, panel.Stock.Owner.UserId!.Value)).Refusal,
        ];

        Assert.All(refusals, r => Assert.IsType<Refusal.NotAllowed>(r));
        Assert.Equal(0, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Actor.UserId == staff.UserId)));
    }

    private static Task<Account> AccountAsync(TestPanel panel) => panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));
}
