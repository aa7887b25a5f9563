using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Harness;

public sealed class TestDatabaseTests
{
    [Theory, EveryDatabase]
    public async Task Create_Twice_GivesTwoMigratedDatabases(DatabaseProvider provider)
    {
        await using var first = await TestDatabase.CreateAsync(provider);
        await using var second = await TestDatabase.CreateAsync(provider);

        await first.Transactions.RunAsync((db, _) =>
        {
            db.PanelSettings.Add(new PanelSetting { Key = "only", Value = "first" });
            return Task.CompletedTask;
        });

        await using var a = first.Open();
        await using var b = second.Open();
        Assert.Equal(1, await a.PanelSettings.CountAsync());
        Assert.Equal(0, await b.PanelSettings.CountAsync());
        Assert.Empty(await b.Database.GetPendingMigrationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Model_HasNoChangesThatNoMigrationKnows(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
