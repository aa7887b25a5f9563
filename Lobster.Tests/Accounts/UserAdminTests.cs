using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Accounts;

public sealed class UserAdminTests
{
    [Theory, EveryDatabase]
    public async Task Disable_User_EndsEveryUseCaseAndTheStamp(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var (owner, id) = (panel.Stock.Owner, panel.Stock.Owner.UserId!.Value);
        var before = await UserAsync(panel, id);

        var ended = await panel.Get<UserAdmin>().DisableAsync(admin, id);
        var refused = await panel.Get<VmCreation>().CreateAsync(owner, panel.Form());
        var after = await UserAsync(panel, id);
        await panel.Get<UserAdmin>().EnableAsync(admin, id);
        var again = await panel.Get<VmCreation>().CreateAsync(owner, panel.Form());

        Assert.False(ended.IsRefused, ended.Refusal?.English);
        Assert.IsType<Refusal.NotAllowed>(refused.Refusal);
        Assert.NotNull(after.DisabledAt);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.False(again.IsRefused, again.Refusal?.English);
    }

    [Theory, EveryDatabase]
    public async Task Disable_Oneself_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var ended = await panel.Get<UserAdmin>().DisableAsync(admin, admin.UserId!.Value);

        Assert.IsType<Refusal.Conflict>(ended.Refusal);
        Assert.Null((await UserAsync(panel, admin.UserId.Value)).DisabledAt);
    }

    [Theory, EveryDatabase]
    public async Task Disable_TwoAdminsEachOtherAtOnce_LeavesOne(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var one = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var two = await AnotherAdminAsync(panel);
        var users = panel.Get<UserAdmin>();

        var both = await Task.WhenAll(users.DisableAsync(one, two.UserId!.Value), users.DisableAsync(two, one.UserId!.Value));

        Assert.Single(both, o => o.IsRefused);
        Assert.Equal(1, await panel.ReadAsync(db => db.Users.CountAsync(u => (u.Id == one.UserId || u.Id == two.UserId) && u.DisabledAt == null)));
    }

    [Theory, EveryDatabase]
    public async Task Disable_UserThatIsNotThere_IsNotFound(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        Assert.IsType<Refusal.NotFound>((await panel.Get<UserAdmin>().DisableAsync(admin, 4711)).Refusal);
    }

    private static async Task<Actor> AnotherAdminAsync(TestPanel panel)
    {
        var (_, actor) = await panel.AddCustomerAsync("second");
        await panel.WriteAsync(async db =>
        {
            var role = await db.Roles.SingleAsync(r => r.Name == UserRoles.Admin);
            db.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<long> { UserId = actor.UserId!.Value, RoleId = role.Id });
        });
        return actor;
    }

    private static Task<User> UserAsync(TestPanel panel, long id) => panel.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));
}
