using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>Charges are reckoned again: differences become entries that point at their lines, once.</summary>
public sealed class CorrectionTests
{
    private const string First = "2026-01-06";
    private const string Last = "2026-01-07";

    [Theory, EveryDatabase]
    public async Task Post_PriceThatShouldHaveBeenPaid_GivesBackOnceAndPointsAtTheLines(DatabaseProvider provider)
    {
        var (panel, finance, price) = await ThreeDaysAsync(provider);
        await using var _ = panel;
        var before = await panel.CreditAsync(panel.Stock.Account);
        var form = Form(panel) with { PriceVersionId = price, PriceFrom = "2026-01-06T12:00", TellsOwner = true };
        var corrections = panel.Get<ChargeCorrections>();

        var seen = SellingScene.Done(await corrections.PreviewAsync(finance, form))!;
        SellingScene.Done(await corrections.PostAsync(finance, form with { Expected = seen.Difference }));
        var again = SellingScene.Done(await corrections.PostAsync(finance, form with { Expected = seen.Difference }))!;

        var fewer = PanelStock.SmallPrice - Money.FromDecimal(0.005m);
        Assert.Equal((fewer * 36, 2), (seen.Difference, seen.Lines.Count)); // noon to midnight, and the whole day after
        Assert.Empty(again.Lines);
        Assert.Equal(before + (fewer * 36), await panel.CreditAsync(panel.Stock.Account));
        var entries = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Key.StartsWith("correction/")).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(seen.Lines.Select(l => ((Core.Billing.ChargeLineId?)new Core.Billing.ChargeLineId(l.Id.Number), l.EntryId, $"correction/{l.Id.Number}/1", l.Difference)),
            entries.Select(e => (e.CorrectsLineId, e.CorrectsEntryId, e.Key, e.Amount)));
        Assert.Equal($"mara {First} {Last} {fewer * 36} wrong price", (await panel.ReadAsync(db => db.OutgoingMails.SingleAsync())).Text);
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "account.corrected")));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_ThenByTheTimelineAgain_TakesBackWhatWasGiven(DatabaseProvider provider)
    {
        var (panel, finance, price) = await ThreeDaysAsync(provider);
        await using var _ = panel;
        var before = await panel.CreditAsync(panel.Stock.Account);
        var corrections = panel.Get<ChargeCorrections>();
        SellingScene.Done(await corrections.PostAsync(finance, Form(panel) with { PriceVersionId = price }));

        var back = SellingScene.Done(await corrections.PostAsync(finance, Form(panel)))!;

        Assert.Equal(2, back.Lines.Count);
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(2, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.Key.StartsWith("correction/") && e.Key.EndsWith("/2"))));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Preview_ByTheTimeline_FindsNothingAndLeavesTheOpenDayOut(DatabaseProvider provider)
    {
        var (panel, finance, _) = await ThreeDaysAsync(provider);
        await using var __ = panel;

        var seen = SellingScene.Done(await panel.Get<ChargeCorrections>().PreviewAsync(finance, Form(panel) with { To = "2026-01-08" }))!;

        Assert.Equal((0, 2, 1), (seen.Lines.Count, seen.Checked, seen.Open));
    }

    [Theory, EveryDatabase]
    public async Task Post_TwoAtOnce_PostOnce(DatabaseProvider provider)
    {
        var (panel, finance, price) = await ThreeDaysAsync(provider);
        await using var _ = panel;
        var form = Form(panel) with { PriceVersionId = price };

        var posted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.Get<ChargeCorrections>().PostAsync(finance, form)));

        Assert.Equal([0, 0, 0, 2], posted.Select(p => SellingScene.Done(p)!.Lines.Count).Order());
        Assert.Equal(2, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsLineId != null)));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_KilledAtItsCommit_PostsOnceInTheEnd(DatabaseProvider provider)
    {
        var (panel, finance, price) = await ThreeDaysAsync(provider);
        await using var _ = panel;
        var form = Form(panel) with { PriceVersionId = price };
        foreach (var afterIt in (bool[])[false, true])
        {
            panel.Crash.At(1, afterIt);
            await Record.ExceptionAsync(() => panel.Get<ChargeCorrections>().PostAsync(finance, form));
            Assert.True(panel.Crash.HasFired);
            panel.Crash.Never();
        }

        Assert.Empty(SellingScene.Done(await panel.Get<ChargeCorrections>().PostAsync(finance, form))!.Lines);
        Assert.Equal(2, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsLineId != null)));
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Post_BadForm_IsRefusedBesideTheField()
    {
        var (panel, finance, _) = await ThreeDaysAsync(DatabaseProvider.Sqlite);
        await using var __ = panel;
        var good = Form(panel);
        (string Field, CorrectionForm Form)[] bad =
        [
            ("From", good with { From = "6.1.2026" }), ("To", good with { To = "2026-01-05" }), ("To", good with { To = "2027-02-10" }), ("Reason", good with { Reason = " " }),
            ("PriceVersionId", good with { PriceVersionId = new PriceVersionId(999) }), ("PriceFrom", good with { PriceFrom = "soon" }),
        ];

        foreach (var (field, form) in bad) SellingScene.RefusedAt(field, await panel.Get<ChargeCorrections>().PostAsync(finance, form));

        Assert.IsType<Refusal.NotAllowed>((await panel.Get<ChargeCorrections>().PostAsync(panel.Stock.Owner, good)).Refusal);
        Assert.IsType<Refusal.Conflict>((await panel.Get<ChargeCorrections>().PostAsync(finance, good with { PriceVersionId = await CheapAsync(panel), Expected = new Money(1) })).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Verify_CorrectionThatGivesTooMuch_NamesTheLine(DatabaseProvider provider)
    {
        var (panel, _, _) = await ThreeDaysAsync(provider);
        await using var __ = panel;
        var line = await panel.ReadAsync(db => db.ChargeLines.OrderBy(l => l.Id).FirstAsync());
        await panel.WriteAsync(db => db.PostAsync(Correction(panel, line, line.Amount + new Money(1), $"correction/{line.Id}/1"), CancellationToken.None));

        Assert.Equal(("over-corrected", $"line {line.Id}"), Only(await panel.Get<Verifier>().RunAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Verify_CorrectionOfNothingOrOfAnothersLine_IsNamed(DatabaseProvider provider)
    {
        var (panel, _, _) = await ThreeDaysAsync(provider);
        await using var __ = panel;
        var line = await panel.ReadAsync(db => db.ChargeLines.OrderBy(l => l.Id).FirstAsync());
        var nothing = Correction(panel, line, new Money(1), "correction/0/1");
        (nothing.CorrectsLineId, nothing.CorrectsEntryId) = (null, null);
        var foreign = Correction(panel, line, new Money(1), $"correction/{line.Id}/1");
        foreign.CorrectsEntryId = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Key == "opening").Select(e => e.Id).SingleAsync());
        await panel.WriteAsync(async db =>
        {
            // The database refuses it; a repair with a shell may not.
            await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "PRAGMA ignore_check_constraints = ON" : "ALTER TABLE \"LedgerEntries\" DROP CONSTRAINT \"CK_LedgerEntries_Corrects\"");
            await db.PostAsync(nothing, CancellationToken.None);
            await db.PostAsync(foreign, CancellationToken.None);
        });

        var found = await panel.Get<Verifier>().RunAsync();

        Assert.Equal([("correction-of-nothing", "correction/0/1"), ("foreign-correction", foreign.Key)], found.Select(v => (v.Rule, v.Subject)));
    }

    private static (string, string) Only(IReadOnlyCollection<Violation> found)
    {
        var violation = Assert.Single(found);
        return (violation.Rule, violation.Subject);
    }

    private static LedgerEntry Correction(TestPanel panel, Core.Billing.ChargeLine line, Money amount, string key) => new()
    {
        AccountId = line.AccountId, Kind = EntryKind.Adjustment, Key = key, Amount = amount, CorrectsLineId = line.Id, CorrectsEntryId = line.EntryId,
        Actor = Actor.System, CreatedAt = panel.Now, UpdatedAt = panel.Now,
    };

    private static CorrectionForm Form(TestPanel panel) => new(panel.Stock.Account, First, Last, "wrong price");

    private static Task<PriceVersionId> CheapAsync(TestPanel panel) =>
        panel.ReadAsync(db => db.PriceVersions.Where(p => p.Sale.Nanos == 5_000_000).Select(p => p.Id).SingleAsync());

    // Two whole days and some hours of the third; a cheaper price came at the start, and the machine kept its own.
    private static async Task<(TestPanel Panel, Actor Finance, PriceVersionId Cheaper)> ThreeDaysAsync(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        await panel.BillVmAsync("web-1");
        var cheaper = await panel.AddPriceAsync(admin, SellingScene.Price(panel.Stock.Small, "0.005"));
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 6, 30));
        await panel.ChargeAsync();
        return (panel, finance, cheaper);
    }
}
