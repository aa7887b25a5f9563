using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Events;

/// <summary>What one panel commits, the pages of another one on the same PostgreSQL hear of.</summary>
[Trait("Category", "PostgreSql")]
public sealed class OtherPanelsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_OnOnePanel_IsHeardByAnother()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        await using var ear = await Ear.OpenAsync(panel);

        await panel.GiveAsync(panel.Stock.Account, Money.FromUnits(1));

        Assert.Contains(new LiveChange(SubjectKind.Account, panel.Stock.Account.Value, panel.Stock.Account), await ear.NextAsync());
    }

    [Fact]
    public async Task RolledBack_IsNotHeard()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        await using var ear = await Ear.OpenAsync(panel);

        await Assert.ThrowsAsync<DivideByZeroException>(() => panel.WriteAsync(db =>
        {
            db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, 7, null));
            throw new DivideByZeroException();
        }));
        await panel.GiveAsync(panel.Stock.Account, Money.FromUnits(1));

        Assert.DoesNotContain(new LiveChange(SubjectKind.Vm, 7, null), await ear.NextAsync());
    }

    [Fact]
    public async Task ManyChanges_AllArrive()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        await using var ear = await Ear.OpenAsync(panel);
        var wanted = Enumerable.Range(1, 900).Select(i => new LiveChange(SubjectKind.Vm, 1_000_000_000 + i, new AccountId(i))).ToHashSet();

        await panel.WriteAsync(db =>
        {
            foreach (var change in wanted) db.LiveChanges.Add(change);
            return Task.CompletedTask;
        });

        while (wanted.Count > 0) wanted.ExceptWith(await ear.NextAsync());
    }

    [Fact]
    public async Task FarTooManyChanges_ReadEverythingAgain()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        await using var ear = await Ear.OpenAsync(panel);

        await panel.WriteAsync(db =>
        {
            for (var i = 0; i < 5_000; i++) db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, i, null));
            return Task.CompletedTask;
        });

        Assert.Empty(await ear.NextAsync());
    }

    [Fact]
    public async Task BrokenConnection_IsMadeAgainAndEverythingReadAgain()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        await using var ear = await Ear.OpenAsync(panel);

        await panel.ReadAsync(db => db.Database.SqlQueryRaw<bool>("SELECT pg_terminate_backend(pid) AS \"Value\" FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()").ToListAsync());
        panel.Advance(TimeSpan.FromSeconds(3));
        await ear.OpenAgainAsync(() => panel.Advance(TimeSpan.FromSeconds(3)));
        await panel.GiveAsync(panel.Stock.Account, Money.FromUnits(1));

        Assert.Contains(new LiveChange(SubjectKind.Account, panel.Stock.Account.Value, panel.Stock.Account), await ear.NextAsync());
    }

    /// <summary>A second panel's listener and one page that watches there.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly ServiceProvider node;
        private readonly Task listening;
        private readonly IAsyncEnumerator<IReadOnlyCollection<LiveChange>> changes;

        private Ear(ServiceProvider node)
        {
            this.node = node;
            changes = node.GetRequiredService<ILiveFeed>().Watch(stop.Token).GetAsyncEnumerator(Cancel);
            listening = node.GetRequiredService<PostgresListener>().RunAsync(stop.Token);
        }

        public static async Task<Ear> OpenAsync(TestPanel panel)
        {
            var ear = new Ear(panel.SecondNode());
            Assert.Empty(await ear.NextAsync()); // it says so once it listens
            return ear;
        }

        public async Task<IReadOnlyCollection<LiveChange>> NextAsync()
        {
            Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
            return changes.Current;
        }

        public async Task OpenAgainAsync(Action letTimePass)
        {
            var next = NextAsync();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!next.IsCompleted && await timer.WaitForNextTickAsync(Cancel)) letTimePass();
            Assert.Empty(await next);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await listening;
            await node.DisposeAsync();
            stop.Dispose();
        }
    }
}
