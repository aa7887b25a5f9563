using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Data;

public sealed class WriteAheadTests
{
    [Fact]
    public async Task Sqlite_AfterTheUpgrade_WritesAheadSoThatReadersDoNotWait()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var writer = database.Open();
        await using var writing = await writer.Database.BeginTransactionAsync();
        await writer.Database.ExecuteSqlRawAsync("INSERT INTO \"PanelSettings\" (\"Key\", \"Value\") VALUES ('a', 'b')");
        await using var reader = database.Open();

        Assert.Equal("wal", (await reader.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()).Single());
        Assert.Equal(0, await reader.PanelSettings.CountAsync(s => s.Key == "a"));
    }
}
