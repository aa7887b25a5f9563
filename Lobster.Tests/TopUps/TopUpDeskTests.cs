using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.TopUps;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.TopUps;

/// <summary>Who may switch automatic top-up, and with which rule.</summary>
public sealed class TopUpDeskTests
{
    [Theory]
    [EveryDatabase("0", "25", "100", nameof(TopUpForm.Hours))]
    [EveryDatabase("721", "25", "100", nameof(TopUpForm.Hours))]
    [EveryDatabase("7.5", "25", "100", nameof(TopUpForm.Hours))]
    [EveryDatabase("72", "4.99", "100", nameof(TopUpForm.Amount))]
    [EveryDatabase("72", "300.01", "1000", nameof(TopUpForm.Amount))]
    [EveryDatabase("72", "25.001", "100", nameof(TopUpForm.Amount))]
    [EveryDatabase("72", "much", "100", nameof(TopUpForm.Amount))]
    [EveryDatabase("72", "25", "24.99", nameof(TopUpForm.Ceiling))]
    [EveryDatabase("72", "25", "1000.01", nameof(TopUpForm.Ceiling))]
    [EveryDatabase("72", "25", "", nameof(TopUpForm.Ceiling))]
    public async Task SwitchOn_RuleThatWillNotDo_IsRefusedBesideTheField(DatabaseProvider provider, string hours, string amount, string ceiling, string field)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        await scene.SaveCardAsync();

        var outcome = await scene.Desk.SwitchOnAsync(scene.Customer, scene.Form(hours, amount, ceiling));

        Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Equal(0, await scene.Panel.ReadAsync(db => db.TopUps.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task SwitchOn_WithoutCardOrByOthers_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.CreateAsync(provider);
        var (_, stranger) = await scene.Panel.AddCustomerAsync("bert");
        var staff = await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Admin);

        var withoutCard = await scene.Desk.SwitchOnAsync(scene.Customer, scene.Form());
        await scene.SaveCardAsync();

        Assert.IsType<Refusal.Conflict>(withoutCard.Refusal);
        Assert.IsType<Refusal.NotFound>((await scene.Desk.SwitchOnAsync(stranger, scene.Form())).Refusal);
        Assert.IsType<Refusal.NotFound>((await scene.Cards.RemoveAsync(stranger, scene.Account)).Refusal);
        Assert.IsType<Refusal.NotFound>((await scene.Cards.FinishAsync(stranger, scene.Account)).Refusal);
        Assert.Null(await scene.Panel.Get<TopUpQueries>().FindAsync(stranger, scene.Account));
        Assert.IsType<Refusal.NotAllowed>((await scene.Desk.SwitchOnAsync(staff, scene.Form())).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await scene.Desk.SwitchOffAsync(staff, scene.Account)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Stop_ByFinance_EndsItWithAReasonThatIsAuditedAndRead(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        var (finance, support) = (await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Finance), await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Support));

        Assert.IsType<Refusal.NotAllowed>((await scene.Desk.StopAsync(support, scene.Account, "Because")).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await scene.Desk.StopAsync(scene.Customer, scene.Account, "Because")).Refusal);
        Assert.IsType<Refusal.Invalid>((await scene.Desk.StopAsync(finance, scene.Account, " ")).Refusal);
        Assert.Null((await scene.Desk.StopAsync(finance, scene.Account, "The bank asked us to")).Refusal);

        var rule = await scene.RuleAsync();
        Assert.Equal((TopUpState.Stopped, TopUpStop.Staff, "The bank asked us to"), (rule.State, rule.StoppedBecause, rule.StopReason));
        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "topup.stopped" && a.Actor.UserId == finance.UserId)));
        Assert.Single(await scene.MailsAsync("StoppedByStaff"));
        Assert.IsType<Refusal.Conflict>((await scene.Desk.StopAsync(finance, scene.Account, "Again")).Refusal);
    }
}
