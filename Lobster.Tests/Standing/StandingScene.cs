using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

/// <summary>A panel whose customer runs out of money: sweeps, mail server and clock in the test's hand.</summary>
internal sealed class StandingScene : IAsyncDisposable
{
    private StandingScene(TestPanel panel) => Panel = panel;

    public TestPanel Panel { get; }

    public AccountId AccountId => Panel.Stock.Account;

    public static async Task<StandingScene> CreateAsync(DatabaseProvider provider) => new(await TestPanel.CreateAsync(provider));

    /// <summary>Sets the credit to this many hours of one small machine.</summary>
    public async Task LeaveHoursAsync(int hours) =>
        await Panel.GiveAsync(AccountId, (PanelStock.SmallPrice * hours) - await Panel.CreditAsync(AccountId));

    /// <summary>One pass of all that runs by itself, operations and mail server included.</summary>
    public async Task TickAsync()
    {
        await Panel.ChargeAsync();
        Assert.Equal(0, (await Panel.Get<StandingSweep>().RunAsync()).Failed);
        await Panel.Get<StatusSweep>().RunAsync();
        await Panel.Get<SuspensionSweep>().RunAsync();
        await Panel.SettleAsync();
        await SendMailAsync();
    }

    /// <summary>Lets hours pass, one by one.</summary>
    public async Task PassAsync(int hours)
    {
        for (var i = 0; i < hours; i++)
        {
            Panel.Advance(TimeSpan.FromHours(1));
            await TickAsync();
        }
    }

    public Task SendMailAsync() => Panel.WriteAsync(db => db.OutgoingMails.Where(m => m.SentAt == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, Panel.Now)));

    public Task<Account> AccountAsync() => Panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == AccountId));

    /// <summary>The subjects of all letters, in order.</summary>
    public Task<List<string>> LettersAsync() => Panel.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Id).Select(m => m.Subject).ToListAsync());

    public ValueTask DisposeAsync() => Panel.DisposeAsync();
}
