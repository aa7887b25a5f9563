using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Accounts;

public sealed class AdjustmentsTests
{
    private static readonly Money Hundred = Money.FromUnits(100);

    [Theory]
    [EveryDatabase(UserRoles.Finance, "12.5", "112.5")]
    [EveryDatabase(UserRoles.Admin, "-0.000000001", "99.999999999")]
    [EveryDatabase(UserRoles.Admin, "\u2212100", "0")]
    [EveryDatabase(UserRoles.Admin, "-150.25", "-50.25")]
    public async Task Post_ByWhoMay_MovesCreditAndLeavesATrail(DatabaseProvider provider, string role, string amount, string after)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var staff = await PanelStock.AddStaffAsync(panel, role);

        var posted = await panel.Get<Adjustments>().PostAsync(staff, Form(panel, amount));

        Assert.False(posted.IsRefused, posted.Refusal?.English);
        Assert.Equal(Money.FromDecimal(decimal.Parse(after, System.Globalization.CultureInfo.InvariantCulture)), await panel.CreditAsync(panel.Stock.Account));
        var entry = await panel.ReadAsync(db => db.LedgerEntries.SingleAsync(e => e.Id == posted.Value));
        Assert.Equal((EntryKind.Adjustment, "Two hours of outage", staff.UserId), (entry.Kind, entry.Reason, entry.Actor.UserId));
        Assert.Equal(staff.UserId, (await panel.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "account.adjusted"))).Actor.UserId);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [EveryDatabase("", "Enter an amount.")]
    [EveryDatabase(null, "Enter an amount.")]
    [EveryDatabase("0", "Enter an amount above or below zero.")]
    [EveryDatabase("-0", "Enter an amount above or below zero.")]
    [EveryDatabase("-0.000000000", "Enter an amount above or below zero.")]
    [EveryDatabase("NaN", "Enter a number such as 25.00.")]
    [EveryDatabase("Infinity", "Enter a number such as 25.00.")]
    [EveryDatabase("1e3", "Enter a number such as 25.00.")]
    [EveryDatabase("1,000", "Enter a number such as 25.00.")]
    [EveryDatabase("0.0000000001", "Use at most nine decimals.")]
    [EveryDatabase("1000000000.000000001", "Enter an amount of at most 1,000,000,000.")]
    [EveryDatabase("999999999999999999999999999", "Enter an amount of at most 1,000,000,000.")]
    [EveryDatabase("1000000000", "Enter less: an account holds at most 1,000,000,000.")]
    public async Task Post_BadAmount_IsRefusedBesideTheFieldAndPostsNothing(DatabaseProvider provider, string? amount, string words)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var posted = await panel.Get<Adjustments>().PostAsync(admin, Form(panel, amount));

        var refusal = Assert.IsType<Refusal.Invalid>(posted.Refusal);
        Assert.Equal((nameof(AdjustmentForm.Amount), words), (refusal.Field, refusal.Text));
        Assert.Equal(Hundred, await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory]
    [EveryDatabase("")]
    [EveryDatabase("   ")]
    [EveryDatabase("two\nlines")]
    [EveryDatabase("bell \u0007")]
    public async Task Post_BadReason_IsRefusedBesideTheField(DatabaseProvider provider, string reason)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var posted = await panel.Get<Adjustments>().PostAsync(admin, Form(panel, "5") with { Reason = reason });

        Assert.Equal(nameof(AdjustmentForm.Reason), Assert.IsType<Refusal.Invalid>(posted.Refusal).Field);
        Assert.Equal(Hundred, await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task Post_ReasonOf501Characters_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var adjustments = panel.Get<Adjustments>();

        var tooLong = await adjustments.PostAsync(admin, Form(panel, "5") with { Reason = new string('a', 501) });
        var longest = await adjustments.PostAsync(admin, Form(panel, "5") with { Reason = new string('a', 500) });

        Assert.True(tooLong.IsRefused);
        Assert.False(longest.IsRefused, longest.Refusal?.English);
    }

    [Theory, EveryDatabase]
    public async Task Post_ByWhoMayNot_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var support = await PanelStock.AddStaffAsync(panel, UserRoles.Support);
        var gone = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.WriteAsync(db => db.Users.Where(u => u.Id == gone.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, panel.Now)));

        foreach (var actor in new[] { support, gone, panel.Stock.Owner, new Actor { Channel = ActorChannel.Browser } })
            Assert.IsType<Refusal.NotAllowed>((await panel.Get<Adjustments>().PostAsync(actor, Form(panel, "5"))).Refusal);

        Assert.Equal(Hundred, await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task Post_AccountThatIsNotThere_IsNotFound(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var posted = await panel.Get<Adjustments>().PostAsync(admin, Form(panel, "5") with { AccountId = new AccountId(4711) });

        Assert.IsType<Refusal.NotFound>(posted.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Post_SameRequestTenTimesAtOnce_PostsOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var form = Form(panel, "7");

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => panel.Get<Adjustments>().PostAsync(admin, form)));

        Assert.Single(all.Select(o => o.Value).Distinct());
        Assert.Equal(Money.FromUnits(107), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "account.adjusted")));
    }

    [Theory, EveryDatabase]
    public async Task Post_TenDifferentAtOnce_AllCount(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => panel.Get<Adjustments>().PostAsync(admin, Form(panel, "-1"))));

        Assert.All(all, o => Assert.False(o.IsRefused, o.Refusal?.English));
        Assert.Equal(Money.FromUnits(90), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_SameRequestWithAnotherAmount_IsRefusedAndParksNobody(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var form = Form(panel, "7");
        await panel.Get<Adjustments>().PostAsync(admin, form);

        var again = await panel.Get<Adjustments>().PostAsync(admin, form with { Amount = "8" });

        Assert.IsType<Refusal.Conflict>(again.Refusal);
        Assert.Equal(Money.FromUnits(107), await panel.CreditAsync(panel.Stock.Account));
        Assert.Null((await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account))).ParkedAt);
    }

    private static AdjustmentForm Form(TestPanel panel, string? amount) => new(Guid.CreateVersion7(), panel.Stock.Account, amount, " Two hours of outage ");
}
