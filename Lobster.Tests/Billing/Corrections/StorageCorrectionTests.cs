using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Tests.Billing.Storage;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>Image storage is reckoned again: by the prices that were in force or with another, and by sizes that were estimates before.</summary>
public sealed class StorageCorrectionTests
{
    private static readonly Money Cheaper = Money.FromDecimal(0.0000333m);
    private static readonly Money Fewer = (StorageStock.PerGbHour - Cheaper) * 10;

    [Theory, EveryDatabase]
    public async Task Post_PriceThatShouldHaveBeenPaid_GivesBackOnceAndPointsAtTheLines(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        var before = await panel.CreditAsync(panel.Stock.Account);
        var form = panel.Days() with { PriceVersionId = await panel.LaterStoragePriceAsync(Cheaper), PriceFrom = "2026-01-06T12:00" };

        var seen = await panel.PreviewAsync(finance, form);
        await panel.CorrectAsync(finance, form with { Expected = seen.Difference });
        var again = await panel.CorrectAsync(finance, form with { Expected = seen.Difference });

        Assert.Equal((Fewer * 36, 2), (seen.Difference, seen.Lines.Count)); // noon to midnight, and the whole day after
        Assert.Empty(again.Lines);
        Assert.Equal(before + (Fewer * 36), await panel.CreditAsync(panel.Stock.Account));
        var lines = await panel.ReadAsync(db => db.StorageLines.OrderBy(l => l.Id).Take(2).ToListAsync());
        var entries = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Key.StartsWith("correction/")).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(lines.Select(l => ($"correction/storage/{l.Id}/1", l.EntryId)), entries.Select(e => (e.Key, e.CorrectsEntryId!.Value)));
        Assert.Equal(lines.Select(l => l.Id), entries.Select(e => e.CorrectsStorageLineId!.Value));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_ThenByThePricesInForce_TakesBackWhatWasGiven(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        var before = await panel.CreditAsync(panel.Stock.Account);
        await panel.CorrectAsync(finance, panel.Days() with { PriceVersionId = await panel.LaterStoragePriceAsync(Cheaper) });

        var untouched = await panel.PreviewAsync(finance, panel.Days() with { Only = ChargeKind.Machine });
        var back = await panel.CorrectAsync(finance, panel.Days());

        Assert.Empty(untouched.Lines);
        Assert.Equal((2, -(Fewer * 48)), (back.Lines.Count, back.Difference));
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(2, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.Key.StartsWith("correction/storage/") && e.Key.EndsWith("/2"))));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Preview_NothingWrong_FindsNothingAndLeavesTheOpenDayOut(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;

        var seen = await panel.PreviewAsync(finance, panel.Days(to: "2026-01-08"));

        Assert.Equal((0, 2, 1, 0), (seen.Lines.Count, seen.Checked, seen.Open, seen.Unknown));
    }

    [Theory, EveryDatabase]
    public async Task Post_LastDayOfAnImageThatIsGone_CountsThoughNothingSealsIt(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        await panel.EndImageAsync(await panel.ReadAsync(db => db.Images.Where(i => i.AccountId != null).Select(i => i.Id).SingleAsync()));
        panel.AdvanceTo(Instant.Utc(2026, 1, 12));
        await panel.StoreAsync();
        var form = panel.Days(to: "2026-01-08") with { PriceVersionId = await panel.LaterStoragePriceAsync(Cheaper) };

        var posted = await panel.CorrectAsync(finance, form);

        Assert.Equal((3, 0, Fewer * 55), (posted.Lines.Count, posted.Open, posted.Difference)); // two days and seven hours, the last one begun
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Preview_PriceOfAnotherRegionOrFromLaterOn_ChangesNothing()
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(DatabaseProvider.Sqlite);
        await using var _ = panel;
        await panel.WriteAsync(db =>
        {
            db.Regions.Add(new Core.Regions.Region { Name = "Berlin", BackendType = "sandbox" });
            return Task.CompletedTask;
        });
        var berlin = await panel.ReadAsync(db => db.Regions.Where(r => r.Name == "Berlin").Select(r => r.Id).SingleAsync());
        await panel.PriceStorageAsync(new Money(1), berlin, Instant.Utc(2027, 1, 1));
        var elsewhere = await panel.PriceIdAsync(PriceSubject.ImageStorage, new Money(1));
        var cheaper = await panel.LaterStoragePriceAsync(Cheaper);

        Assert.Empty((await panel.PreviewAsync(finance, panel.Days() with { PriceVersionId = elsewhere })).Lines);
        Assert.Empty((await panel.PreviewAsync(finance, panel.Days() with { PriceVersionId = cheaper, PriceFrom = "2026-01-08 00:00" })).Lines);
        Assert.DoesNotContain(await panel.Get<ChargeCorrections>().PricesAsync(finance, panel.Stock.Account), p => p.Id == elsewhere);
    }

    [Theory, EveryDatabase]
    public async Task Post_SizeWasAnEstimate_ChargesTheSizeThatBecameKnown(DatabaseProvider provider)
    {
        var (panel, finance) = await EstimatedAsync(provider);
        await using var _ = panel;
        var before = await panel.CreditAsync(panel.Stock.Account);

        var posted = await panel.CorrectAsync(finance, panel.Days());
        var again = await panel.CorrectAsync(finance, panel.Days());

        Assert.Equal(StorageStock.PerGbHour * 100, posted.Difference); // ten hours at 20 GB that were 10
        Assert.Single(posted.Lines);
        Assert.Empty(again.Lines);
        Assert.Equal(before + posted.Difference, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Preview_SizeStillUnknown_LeavesTheEstimateAsItIs(DatabaseProvider provider)
    {
        var (panel, finance) = await EstimatedAsync(provider);
        await using var _ = panel;
        await panel.WriteAsync(db => db.Images.Where(i => i.AccountId != null).ExecuteUpdateAsync(s => s.SetProperty(i => i.SizeMb, (long?)null)));

        var seen = await panel.PreviewAsync(finance, panel.Days());

        Assert.Equal((0, 2, 1), (seen.Lines.Count, seen.Checked, seen.Unknown));
    }

    [Theory, EveryDatabase]
    public async Task Post_FourAtOnceAndKilledAtItsCommit_PostsOnce(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        var form = panel.Days() with { PriceVersionId = await panel.LaterStoragePriceAsync(Cheaper) };
        panel.Crash.At(1, afterIt: false);
        await Record.ExceptionAsync(() => panel.CorrectAsync(finance, form));
        var fired = panel.Crash.HasFired;
        panel.Crash.Never();

        var posted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.CorrectAsync(finance, form)));

        Assert.True(fired);
        Assert.Equal([0, 0, 0, 2], posted.Select(p => p.Lines.Count).Order());
        Assert.Equal(2, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsStorageLineId != null)));
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Post_StaleOrContradictoryForm_IsRefused()
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(DatabaseProvider.Sqlite);
        await using var _ = panel;
        var form = panel.Days() with { PriceVersionId = await panel.LaterStoragePriceAsync(Cheaper) };
        var corrections = panel.Get<ChargeCorrections>();

        Assert.IsType<Refusal.Conflict>((await corrections.PostAsync(finance, form with { Expected = new Money(1) })).Refusal);
        SellingScene.RefusedAt(nameof(form.PriceVersionId), await corrections.PostAsync(finance, form with { Only = ChargeKind.Transfer }));
        Assert.Equal(0, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsStorageLineId != null)));
    }

    // Ten hours were charged at twice the size before the region told it.
    private static async Task<(TestPanel Panel, Actor Finance)> EstimatedAsync(DatabaseProvider provider)
    {
        var panel = await TestPanel.CreateAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        await panel.StoreImageAsync(20 * 1024);
        panel.Advance(TimeSpan.FromHours(10));
        await panel.StoreAsync();
        await panel.WriteAsync(async db =>
        {
            await db.StorageLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.IsEstimated, true));
            await db.Images.Where(i => i.AccountId != null).ExecuteUpdateAsync(s => s.SetProperty(i => i.SizeMb, 10 * 1024L));
        });
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 6, 30));
        await panel.StoreAsync();
        return (panel, finance);
    }
}
