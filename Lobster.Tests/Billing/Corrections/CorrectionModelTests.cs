using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Tests.Billing.Storage;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>
/// Random sizes, prices and days of transfer: a correction posts exactly the difference to a reckoning hour by hour and GB by GB, a second one finds
/// nothing, and one by the prices in force takes all of it back. The seed is in the test's name.
/// </summary>
public sealed class CorrectionModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory, MemberData(nameof(Seeds))]
    public Task Storage_Random_PostsExactlyTheDifference(int seed) => StorageAsync(DatabaseProvider.Sqlite, seed);

    [Theory, EveryDatabase(101), EveryDatabase(102), EveryDatabase(103)]
    public Task Storage_RandomOnEachDatabase_PostsExactlyTheDifference(DatabaseProvider provider, int seed) => StorageAsync(provider, seed);

    [Theory, MemberData(nameof(Seeds))]
    public Task Transfer_Random_PostsExactlyTheDifference(int seed) => TransferAsync(DatabaseProvider.Sqlite, seed);

    [Theory, EveryDatabase(101), EveryDatabase(102), EveryDatabase(103)]
    public Task Transfer_RandomOnEachDatabase_PostsExactlyTheDifference(DatabaseProvider provider, int seed) => TransferAsync(provider, seed);

    private static async Task StorageAsync(DatabaseProvider provider, int seed)
    {
        var random = new Random(seed);
        await using var panel = await TestPanel.CreateAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        var prices = await LiveAsync(panel, random);
        var sale = new Money(random.Next(0, 200_000));
        await panel.PriceStorageAsync(sale, from: Instant.Utc(2027, 1, 1));
        var id = await panel.ReadAsync(db => db.PriceVersions.OrderBy(p => p.Id).Select(p => p.Id).LastAsync());
        var from = Instant.Utc(2026, 1, 6) + TimeSpan.FromMinutes(random.Next(0, 6 * 24 * 60));
        var lines = await panel.ReadAsync(db => db.StorageLines.Where(l => db.LedgerEntries.Any(e => e.Id == l.EntryId && e.IsSealed)
            || db.Images.Any(i => i.Id == l.ImageId && i.ChargedUntil >= i.BillingEnd)).ToListAsync());
        var ends = await panel.ReadAsync(db => db.Images.ToDictionaryAsync(i => i.Id, i => i.BillingEnd));
        var before = await panel.CreditAsync(panel.Stock.Account);
        var form = panel.Days("2026-01-06", "2026-01-31") with { PriceVersionId = id, PriceFrom = from.ToDateTimeOffset().ToString("O") };

        var posted = await panel.CorrectAsync(finance, form);

        var course = prices.Where(p => p.From < from).Append((From: from, Sale: sale)).ToList();
        Assert.NotEmpty(lines);
        Assert.Equal(lines.Aggregate(Money.Zero, (sum, l) => sum + l.Amount - Due(l, course.FindAll(p => ends[l.ImageId] is null || p.From <= ends[l.ImageId]))), posted.Difference);
        Assert.Equal(before + posted.Difference, await panel.CreditAsync(panel.Stock.Account));
        await AssertSettledAsync(panel, finance, form, before);
    }

    // Images come, change their size and go while prices change.
    private static async Task<List<(Instant From, Money Sale)>> LiveAsync(TestPanel panel, Random random)
    {
        var prices = new List<(Instant From, Money Sale)>();
        var images = new List<ImageId>();
        for (var step = 0; step < 25; step++)
        {
            if (step == 0 || random.Next(5) == 0)
            {
                prices.Add((panel.Now, new Money(random.Next(1, 200_000))));
                await panel.PriceStorageAsync(prices[^1].Sale);
                panel.Advance(TimeSpan.FromMilliseconds(1)); // no two things at one moment
            }

            if (images.Count == 0 || random.Next(6) == 0) images.Add(await panel.StoreImageAsync(random.Next(1, 100_000), $"image-{step}"));
            else if (random.Next(3) == 0) await panel.ResizeImageAsync(images[^1], random.Next(1, 100_000));
            else if (images.Count > 1 && random.Next(8) == 0)
            {
                await panel.EndImageAsync(images[0]);
                images.RemoveAt(0);
            }

            panel.Advance(TimeSpan.FromSeconds(random.Next(1, 10 * 3600)));
            await panel.StoreAsync();
        }

        return prices;
    }

    // Hour by hour: the highest price in force at any moment of it, rounded once. What came into force after an image's end does not concern it.
    private static Money Due(StorageLine line, List<(Instant From, Money Sale)> course)
    {
        var due = Money.Zero;
        for (var hour = 0; hour < line.Intervals; hour++)
        {
            var (begin, end) = (line.From + TimeSpan.FromHours(hour), line.From + TimeSpan.FromHours(hour + 1));
            var highest = course.Where((p, i) => p.From < end && (i + 1 == course.Count || course[i + 1].From > begin)).Max(p => p.Sale.Nanos);
            due += new Money((long)Math.Round(highest * (decimal)line.SizeMb / 1024, MidpointRounding.ToEven));
        }

        return due;
    }

    private static async Task TransferAsync(DatabaseProvider provider, int seed)
    {
        var random = new Random(seed);
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 60);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        var start = panel.Now;
        await panel.PriceTransferAsync(new Money(random.Next(1, 10_000_000)), panel.Now);
        await panel.BillVmAsync("web-1");
        for (var day = 6; day < 30; day += random.Next(1, 5))
        {
            panel.AdvanceTo(Instant.Utc(2026, 1, day + 1));
            await panel.TellAsync(day, random.Next(0, 500));
            await panel.Get<TransferBilling>().RunAsync();
        }

        await panel.CloseAsync();
        for (var day = 6; day < 30; day++)
            if (random.Next(2) == 0 && await panel.ReadAsync(db => db.TransferDays.AnyAsync(d => d.Day == new DateOnly(2026, 1, day)))) await panel.TellAsync(day, random.Next(0, 400));
        panel.Advance(TimeSpan.FromHours(1));
        await panel.Get<TransferBilling>().RunAsync();
        var (used, lines) = await panel.ReadAsync(async db => (await db.TransferPools.SumAsync(p => p.UsedBytes), await db.TransferLines.OrderBy(l => l.FirstGb).ToListAsync()));
        var before = await panel.CreditAsync(panel.Stock.Account);
        var form = panel.Days("2026-01-01", "2026-02-28");

        var posted = await panel.CorrectAsync(finance, form);

        var allowance = (long)((Int128)1000 * CorrectionScene.Gb * (Instant.Utc(2026, 2, 1).Micros - start.Micros) / (Instant.Utc(2026, 2, 1).Micros - Instant.Utc(2026, 1, 1).Micros));
        var owed = Math.Max(0, (used - allowance) / CorrectionScene.Gb);
        var due = Enumerable.Range(1, (int)owed).Aggregate(Money.Zero, (sum, gb) => sum + (lines.LastOrDefault(l => l.FirstGb <= gb)?.Rate ?? Money.Zero));
        Assert.Equal(lines.Aggregate(Money.Zero, (sum, l) => sum + l.Amount) - due, posted.Difference);
        Assert.Equal(before + posted.Difference, await panel.CreditAsync(panel.Stock.Account));
        Assert.Empty((await panel.CorrectAsync(finance, form)).Lines);
        await panel.AssertBooksInOrderAsync();
    }

    private static async Task AssertSettledAsync(TestPanel panel, Actor finance, CorrectionForm form, Money before)
    {
        Assert.Empty((await panel.CorrectAsync(finance, form)).Lines);
        await panel.AssertBooksInOrderAsync();
        await panel.CorrectAsync(finance, form with { PriceVersionId = null, PriceFrom = null });
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }
}
