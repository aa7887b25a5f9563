using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>Corrections of storage and transfer that cannot be right are named by verify or refused by the database.</summary>
public sealed class CorrectionRuleTests
{
    [Theory]
    [EveryDatabase(ChargeKind.Storage), EveryDatabase(ChargeKind.Transfer)]
    public async Task Verify_CorrectionThatGivesTooMuch_NamesTheLine(DatabaseProvider provider, ChargeKind kind)
    {
        var (panel, _) = await OpenAsync(provider, kind);
        await using var __ = panel;
        var (entry, charged) = await EntryAsync(panel, kind);
        entry.Amount = charged + new Money(1);

        await panel.WriteAsync(db => db.PostAsync(entry, CancellationToken.None));

        var found = Assert.Single(await panel.Get<Verifier>().RunAsync());
        Assert.Equal(("over-corrected", true), (found.Rule, found.Subject.StartsWith(kind == ChargeKind.Storage ? "storage line" : "transfer line", StringComparison.Ordinal)));
    }

    [Theory]
    [EveryDatabase(ChargeKind.Storage), EveryDatabase(ChargeKind.Transfer)]
    public async Task Verify_CorrectionThatNamesAnotherEntry_IsForeign(DatabaseProvider provider, ChargeKind kind)
    {
        var (panel, _) = await OpenAsync(provider, kind);
        await using var __ = panel;
        var (entry, _) = await EntryAsync(panel, kind);
        entry.CorrectsEntryId = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Key == "opening").Select(e => e.Id).SingleAsync());

        await panel.WriteAsync(db => db.PostAsync(entry, CancellationToken.None));

        Assert.Equal(("foreign-correction", entry.Key), Assert.Single((await panel.Get<Verifier>().RunAsync()).Select(v => (v.Rule, v.Subject))));
    }

    [Theory]
    [EveryDatabase(ChargeKind.Storage), EveryDatabase(ChargeKind.Transfer)]
    public async Task Verify_CorrectionOfAnotherAccountsLine_IsAStray(DatabaseProvider provider, ChargeKind kind)
    {
        var (panel, _) = await OpenAsync(provider, kind);
        await using var __ = panel;
        var (entry, _) = await EntryAsync(panel, kind);
        (entry.AccountId, entry.CorrectsEntryId) = ((await panel.AddCustomerAsync("ben")).Account, null);

        await panel.WriteAsync(db => db.PostAsync(entry, CancellationToken.None));

        Assert.Equal(["foreign-correction", "stray-correction"], (await panel.Get<Verifier>().RunAsync()).Select(v => v.Rule).Order());
    }

    [Theory, EveryDatabase]
    public async Task Database_CorrectionOfNoLineOrOfTwo_IsRefused(DatabaseProvider provider)
    {
        var (panel, _) = await CorrectionScene.StoredAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();
        var (none, _) = await EntryAsync(panel, ChargeKind.Storage);
        var (both, _) = await EntryAsync(panel, ChargeKind.Storage);
        none.CorrectsStorageLineId = null;
        both.CorrectsLineId = await panel.ReadAsync(db => db.ChargeLines.Select(l => l.Id).FirstAsync());

        foreach (var entry in (LedgerEntry[])[none, both])
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => panel.WriteAsync(db => db.PostAsync(entry, CancellationToken.None)));

            Assert.Contains("CK_LedgerEntries_Corrects", error.ToString(), StringComparison.Ordinal);
        }
    }

    private static Task<(TestPanel Panel, Actor Finance)> OpenAsync(DatabaseProvider provider, ChargeKind kind) =>
        kind == ChargeKind.Storage ? CorrectionScene.StoredAsync(provider) : CorrectionScene.MovedAsync(provider);

    // A good correction of the first line, of one nano-unit.
    private static async Task<(LedgerEntry Entry, Money Charged)> EntryAsync(TestPanel panel, ChargeKind kind)
    {
        var entry = new LedgerEntry
        {
            AccountId = panel.Stock.Account, Kind = EntryKind.Adjustment, Key = "", Amount = new Money(1), Actor = Actor.System, CreatedAt = panel.Now, UpdatedAt = panel.Now,
        };
        if (kind == ChargeKind.Storage)
        {
            var line = await panel.ReadAsync(db => db.StorageLines.OrderBy(l => l.Id).FirstAsync());
            (entry.Key, entry.CorrectsStorageLineId, entry.CorrectsEntryId) = ($"correction/storage/{line.Id}/1", line.Id, line.EntryId);
            return (entry, line.Amount);
        }

        var moved = await panel.ReadAsync(db => db.TransferLines.OrderBy(l => l.Id).FirstAsync());
        (entry.Key, entry.CorrectsTransferLineId, entry.CorrectsEntryId) = ($"correction/transfer/{moved.Id}/1", moved.Id, moved.EntryId);
        return (entry, moved.Amount);
    }
}
