using System.Text.Json;
using Lobster.Backends;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Payments;

/// <summary>Admins set gateways up; secrets are kept encrypted and never shown.</summary>
public sealed class GatewayAdminTests
{
    private static readonly Dictionary<string, string> Good = new() { ["holder"] = "Lobster Hosting", ["account"] = "DE02120300000000202051" };

    [Theory, EveryDatabase]
    public async Task SaveAndOffer_ByAnAdmin_IsThereForCustomers(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (admin, gateways, actor) = await DeskAsync(scene);

        Assert.Null((await admin.SaveAsync(actor, null, new GatewayForm("bank", "Wire", "1", Good))).Refusal);
        var before = await gateways.OfferedAsync();
        Assert.Null((await admin.SetOfferedAsync(actor, "bank", true)).Refusal);

        Assert.DoesNotContain(before, w => w.Type == "bank");
        Assert.Contains(new WayToPay("bank", "Wire", IsByHand: true), await gateways.OfferedAsync());
    }

    [Theory, EveryDatabase]
    public async Task Save_WithARequiredFieldMissing_IsRefusedBesideIt(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (admin, _, actor) = await DeskAsync(scene);

        var outcome = await admin.SaveAsync(actor, null, new GatewayForm("bank", null, "0", new Dictionary<string, string> { ["holder"] = "x" }));

        Assert.Equal("Options.account", Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    // A release took a field out of a form; the gateways that were saved before it still have it, and the page hands it back.
    [Theory, EveryDatabase]
    public async Task Save_FieldOfAnOlderRelease_IsDroppedAndNoOther(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (admin, _, actor) = await DeskAsync(scene);
        Assert.Null((await admin.SaveAsync(actor, null, new GatewayForm("bank", "Wire", "1", Good))).Refusal);
        await using var db = scene.Database.Open();
        await db.Gateways.Where(g => g.Type == "bank").ExecuteUpdateAsync(s => s.SetProperty(g => g.Options, """{"telex":"terminal","holder":"x"}"""));
        GatewayForm Form(string telex) => new("bank", "Wire", "1", new Dictionary<string, string>(Good) { ["telex"] = telex });

        var foreign = await admin.SaveAsync(actor, 0, Form("screen"));
        Assert.Null((await admin.SaveAsync(actor, 0, Form("terminal"))).Refusal);

        Assert.Equal("Options.telex", Assert.IsType<Refusal.Invalid>(foreign.Refusal).Field);
        Assert.Equal(Good.Keys.Order(), JsonSerializer.Deserialize<Dictionary<string, string>>((await db.Gateways.SingleAsync(g => g.Type == "bank")).Options)!.Keys.Order());
    }

    [Theory, EveryDatabase]
    public async Task Save_ByTwoAdminsAtOnce_TellsTheSecond(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (admin, _, actor) = await DeskAsync(scene);

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => admin.SaveAsync(actor, null, new GatewayForm("bank", $"Wire {i}", "1", Good))));

        Assert.Single(all, o => !o.IsRefused);
        Assert.All(all.Where(o => o.IsRefused), o => Assert.IsType<Refusal.Conflict>(o.Refusal));
    }

    [Theory, EveryDatabase]
    public async Task Save_ByFinanceOrCustomers_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (admin, _, _) = await DeskAsync(scene);

        Assert.IsType<Refusal.NotAllowed>((await admin.SaveAsync(scene.Staff, null, new GatewayForm("bank", null, "0", Good))).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await admin.SaveAsync(scene.Customer, null, new GatewayForm("bank", null, "0", Good))).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Rejections_AreCountedByReasonAndDay(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Inbox.RejectAsync("test", "wrong signature", "192.0.2.1")));
        await scene.Inbox.RejectAsync("test", "no signature", null);

        await using var db = scene.Database.Open();
        Assert.Equal([("no signature", 1), ("wrong signature", 20)], (await db.RejectedDeliveries.OrderBy(r => r.Why).ToListAsync()).Select(r => (r.Why, r.Count)));
    }

    private static async Task<(GatewayAdmin Admin, PaymentGateways Gateways, Actor Actor)> DeskAsync(PaymentScene scene)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(scene.Database.Clock).AddSingleton<TimeProvider>(scene.Database.Time).AddLobsterBackends();
        var gateways = scene.Gateways(services.BuildServiceProvider().GetServices<IGatewayFactory>().Single(f => f.Type == "bank"));
        var drafts = new GatewayDrafts(gateways, scene.Secrets, scene.Options, new PanelMode(true));
        return (new GatewayAdmin(scene.Database.Transactions, gateways, drafts, scene.Secrets, scene.Database.Clock), gateways, await scene.AdminAsync());
    }
}
