using Lobster.Core;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>Billed transfer of closed months is reckoned again, from what is known now.</summary>
public sealed class TransferCorrectionTests
{
    private const string From = "2026-01-01";
    private const string To = "2026-01-31";

    [Theory, EveryDatabase]
    public async Task Post_DayWasCorrectedDownwards_GivesTheLastGbBackOnce(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider);
        await using var _ = panel;
        await panel.TellAsync(10, 4);
        var before = await panel.CreditAsync(panel.Stock.Account);

        var seen = await panel.PreviewAsync(finance, panel.Days(From, To));
        await panel.CorrectAsync(finance, panel.Days(From, To) with { Expected = seen.Difference });
        var again = await panel.CorrectAsync(finance, panel.Days(From, To));

        var last = await panel.ReadAsync(db => db.TransferLines.OrderBy(l => l.FirstGb).LastAsync());
        var line = Assert.Single(seen.Lines);
        Assert.Equal((10, 4, CorrectionScene.PerGb * 6), (line.Pool!.Gb, line.Pool.DueGb, seen.Difference));
        Assert.Empty(again.Lines);
        Assert.Equal(before + (CorrectionScene.PerGb * 6), await panel.CreditAsync(panel.Stock.Account));
        var entry = await panel.ReadAsync(db => db.LedgerEntries.SingleAsync(e => e.CorrectsTransferLineId != null));
        Assert.Equal(($"correction/transfer/{last.Id}/1", last.Id, last.EntryId), (entry.Key, entry.CorrectsTransferLineId!.Value, entry.CorrectsEntryId));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_ResizedUpAfterBilling_GivesBackWhatTheCloseDidNot(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider, closed: false);
        await using var _ = panel;
        var vm = await panel.ReadAsync(db => db.VirtualMachines.Select(v => v.Id).SingleAsync());
        await panel.WriteAsync(db => db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.TransferGb, 9000)));
        await panel.ChangeRateAsync(vm, PanelStock.LargePrice);
        await panel.CloseAsync();
        var billed = await panel.ReadAsync(db => db.TransferLines.ToListAsync());

        var posted = await panel.CorrectAsync(finance, panel.Days(From, To));

        Assert.Equal((billed.Count, CorrectionScene.PerGb * billed.Sum(l => l.Gb)), (posted.Lines.Count, posted.Difference));
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_AllowanceWasTakenForLarger_TakesTheRestOnTheLastLine(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider);
        await using var _ = panel;
        await panel.WriteAsync(db => db.TransferPools.ExecuteUpdateAsync(s => s.SetProperty(p => p.AllowanceBytes, p => p.AllowanceBytes + (20 * CorrectionScene.Gb))));
        await panel.TellAsync(10, 25);
        panel.Advance(TimeSpan.FromHours(1));
        await panel.Get<TransferBilling>().RunAsync();

        var posted = await panel.CorrectAsync(finance, panel.Days(From, To));
        var again = await panel.CorrectAsync(finance, panel.Days(From, To));

        Assert.Equal((10, 25, -(CorrectionScene.PerGb * 15)), (Assert.Single(posted.Lines).Pool!.Gb, posted.Lines[0].Pool!.DueGb, posted.Difference));
        Assert.Empty(again.Lines);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Preview_MonthOpenOrBytesNotBilledYet_LeavesThePoolOut(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider, closed: false);
        await using var _ = panel;
        var open = await panel.PreviewAsync(finance, panel.Days(From, To));
        await panel.CloseAsync();
        await panel.TellAsync(10, 30);

        var late = await panel.PreviewAsync(finance, panel.Days(From, To));
        panel.Advance(TimeSpan.FromHours(1));
        await panel.Get<TransferBilling>().RunAsync();
        var billed = await panel.PreviewAsync(finance, panel.Days(From, To));

        Assert.Equal((0, 2), (open.Checked, open.Open));
        Assert.Equal((0, 2), (late.Checked, late.Open));
        Assert.Equal((3, 0, 0), (billed.Checked, billed.Open, billed.Lines.Count));
    }

    [Theory, EveryDatabase]
    public async Task Post_PriceThatShouldHaveHeld_CountsFromItsMoment(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider);
        await using var _ = panel;
        var form = panel.Days(From, To) with { PriceVersionId = await panel.LaterTransferPriceAsync(Money.FromDecimal(0.004m)), PriceFrom = "2026-01-08 00:00" };

        var posted = await panel.CorrectAsync(finance, form);
        var again = await panel.CorrectAsync(finance, form);

        Assert.Equal((1, Money.FromDecimal(0.01m)), (posted.Lines.Count, posted.Difference));
        Assert.Empty(again.Lines);
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Preview_GbThatWereFree_StayFree()
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(DatabaseProvider.Sqlite, priced: false);
        await using var _ = panel;
        var price = await panel.LaterTransferPriceAsync(CorrectionScene.PerGb);

        var seen = await panel.PreviewAsync(finance, panel.Days(From, To) with { PriceVersionId = price });

        Assert.Equal((2, 0), (seen.Checked, seen.Lines.Count));
    }

    [Fact]
    public async Task Preview_NoneOfThePoolsLinesPostedOnTheDays_LooksAtNone()
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(DatabaseProvider.Sqlite);
        await using var _ = panel;

        Assert.Equal(0, (await panel.PreviewAsync(finance, panel.Days("2026-01-12", To))).Checked);
        Assert.Equal(2, (await panel.PreviewAsync(finance, panel.Days("2026-01-11", To))).Checked);
    }

    [Theory, EveryDatabase]
    public async Task Post_FourAtOnceAndKilledAtItsCommit_PostsOnce(DatabaseProvider provider)
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(provider);
        await using var _ = panel;
        await panel.TellAsync(10, 4);
        var form = panel.Days(From, To);
        panel.Crash.At(1, afterIt: false);
        await Record.ExceptionAsync(() => panel.CorrectAsync(finance, form));
        var fired = panel.Crash.HasFired;
        panel.Crash.Never();

        var posted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.CorrectAsync(finance, form)));

        Assert.True(fired);
        Assert.Equal([0, 0, 0, 1], posted.Select(p => p.Lines.Count).Order());
        Assert.Equal(1, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsTransferLineId != null)));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [InlineData(1, 5L, 12, 5)]
    [InlineData(1, 5L, 3, 3)]
    [InlineData(6, 5L, 3, 0)]
    [InlineData(6, 5L, 8, 3)]
    [InlineData(6, null, 12, 7)]
    [InlineData(6, null, 0, 0)]
    public void OwedOf_ALine_CountsFromTheFirstGb(long first, long? gb, long owed, long ofIt) => Assert.Equal(ofIt, TransferBill.OwedOf(first, gb, owed));
}
