using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Ledger;

/// <summary>What an entry does to the balance, once and again.</summary>
public sealed class AccountLedgerTests
{
    [Theory, EveryDatabase]
    public async Task Post_SameKeyAndAmountAgain_MovesTheBalanceOnceAndIsNoError(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var before = await panel.CreditAsync(panel.Stock.Account);

        var moved = (await PostAsync(panel, 5), await PostAsync(panel, 5));

        Assert.Equal((true, false), moved);
        Assert.Equal(before + Money.FromUnits(5), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(1, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.Key == "gift:1")));
        Assert.Null((await AccountAsync(panel)).ParkedAt);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Post_SameKeyAndAnotherAmount_MovesNothingAndParksTheAccount(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PostAsync(panel, 5);
        var before = await panel.CreditAsync(panel.Stock.Account);

        var moved = await PostAsync(panel, 7);

        Assert.False(moved);
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        Assert.Contains("another amount", (await AccountAsync(panel)).ParkedReason, StringComparison.Ordinal);
    }

    private static Task<bool> PostAsync(TestPanel panel, long units) => panel.Get<Transactions>().RunAsync((db, token) => db.PostAsync(new LedgerEntry
    {
        AccountId = panel.Stock.Account, Kind = EntryKind.Adjustment, Key = "gift:1", Amount = Money.FromUnits(units), Actor = Actor.System, CreatedAt = panel.Now, UpdatedAt = panel.Now,
    }, token));

    private static Task<Account> AccountAsync(TestPanel panel) => panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));
}
