using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Billing.Storage;

public sealed class StorageSweepTests
{
    private static readonly Money Opening = Money.FromUnits(100);

    [Theory, EveryDatabase]
    public async Task Storage_HoursThatEnded_AreChargedOnceEach(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(10_240);
        for (var hour = 0; hour < 30; hour++)
        {
            panel.Advance(TimeSpan.FromHours(1));
            await panel.StoreAsync();
            await panel.StoreAsync();
        }

        var lines = await panel.ReadAsync(db => db.StorageLines.OrderBy(l => l.From).ToListAsync());
        var entries = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Kind == EntryKind.Storage).OrderBy(e => e.Day).ToListAsync());
        Assert.Equal(Opening - (Money.FromDecimal(0.000555m) * 30), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal([12, 18], lines.Select(l => l.Intervals));
        Assert.Equal([$"storage/{panel.Stock.Account}/2026-01-05", $"storage/{panel.Stock.Account}/2026-01-06"], entries.Select(e => e.Key));
        Assert.Equal([true, false], entries.Select(e => e.IsSealed));
        Assert.Equal((await panel.ImageAsync(image)).BillingStart!.Value + TimeSpan.FromHours(30), (await panel.ImageAsync(image)).ChargedUntil);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_WeekOfDowntime_IsCaughtUpInOneRun(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        for (var i = 0; i < 7; i++) await panel.StoreImageAsync(1024 * (i + 1), $"image-{i}");
        panel.Advance(TimeSpan.FromDays(6.5));

        var result = await panel.StoreAsync();

        Assert.Equal(7, result.Done);
        Assert.Equal(Opening - (StorageStock.PerGbHour * (28 * 156)), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_SizeUnknown_WaitsAndIsChargedOnceItIsTold(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(null);
        panel.Advance(TimeSpan.FromHours(50));
        await panel.StoreAsync();
        var waiting = await panel.ImageAsync(image);
        var creditBefore = await panel.CreditAsync(panel.Stock.Account);

        await panel.ResizeImageAsync(image, 2048);
        await panel.StoreAsync();

        Assert.Equal((waiting.BillingStart, Opening), (waiting.ChargedUntil, creditBefore));
        Assert.Equal(Opening - (StorageStock.PerGbHour * 100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_SizeChanges_HoursThatEndedKeepTheOldOne(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(1024);
        panel.Advance(TimeSpan.FromMinutes(150));
        await panel.ResizeImageAsync(image, 4096);
        panel.Advance(TimeSpan.FromMinutes(90));

        await panel.StoreAsync();

        Assert.Equal(Opening - (StorageStock.PerGbHour * (2 + (2 * 4))), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [EveryDatabase(0, 1), EveryDatabase(3600, 1), EveryDatabase(3601, 2), EveryDatabase(90_000, 25)]
    public async Task Storage_DeletedAfterSeconds_RoundsTheRunningHourUp(DatabaseProvider provider, int seconds, int hours)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(1024);
        panel.Advance(TimeSpan.FromSeconds(seconds));

        await panel.EndImageAsync(image);
        panel.Advance(TimeSpan.FromDays(1));
        await panel.StoreAsync();

        Assert.Equal(Opening - (StorageStock.PerGbHour * hours), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_AccountThatCannotPay_IsParkedAndTheOthersGoOn(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(Money.FromUnits(90_000));
        var (other, _) = await panel.AddCustomerAsync("piet");
        await panel.StoreImageAsync(long.MaxValue / 2_000_000_000_000_000, "huge");
        await panel.StoreImageAsync(1, "small", other);
        await panel.WriteAsync(db => db.Images.Where(i => i.Name == "huge").ExecuteUpdateAsync(s => s.SetProperty(i => i.SizeMb, 900_000_000L)));
        panel.Advance(TimeSpan.FromHours(1));

        var result = await panel.StoreAsync();

        var accounts = await panel.ReadAsync(db => db.Accounts.OrderBy(a => a.Id).ToListAsync());
        Assert.Equal((1, 1), (result.Done, result.Failed));
        Assert.NotNull(accounts[0].ParkedAt);
        Assert.Null(accounts[1].ParkedAt);
        Assert.Equal(Opening, accounts[0].Credit);
        Assert.True(accounts[1].Credit < Opening);
    }

    [Theory, EveryDatabase]
    public async Task Storage_DeletedWhileParked_IsChargedToItsEndOnceUnparked(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(1024);
        await panel.WriteAsync(db => db.ParkAsync(panel.Stock.Account, panel.Now, "to see", CancellationToken.None));
        panel.Advance(TimeSpan.FromMinutes(130));
        await panel.EndImageAsync(image);
        await panel.StoreAsync();
        var parked = await panel.CreditAsync(panel.Stock.Account);

        await panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ParkedAt, (Instant?)null)));
        await panel.StoreAsync();

        Assert.Equal(Opening, parked);
        Assert.Equal(Opening - (StorageStock.PerGbHour * 3), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_TwoNodesAtOnce_WriteTheLedgerOfOne(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        for (var i = 0; i < 5; i++) await panel.StoreImageAsync(1024, $"image-{i}");
        panel.Advance(TimeSpan.FromHours(3));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new StorageSweep(
            panel.Database.Transactions, panel.OpenGate(), panel.Options, NullLogger<StorageSweep>.Instance).RunAsync()));

        Assert.Equal(Opening - (StorageStock.PerGbHour * 15), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Storage_KilledAtEveryCommit_EndsAsIfItHadNotBeen(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        await panel.StoreImageAsync(1024);
        for (var kill = 1; kill <= 6; kill++)
        {
            foreach (var after in new[] { false, true })
            {
                panel.Advance(TimeSpan.FromMinutes(90));
                panel.Crash.At(kill, after);
                await Record.ExceptionAsync(panel.StoreAsync);
                panel.Crash.Never();
            }
        }

        await panel.StoreAsync();

        Assert.Equal(Opening - (StorageStock.PerGbHour * 18), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Snapshot_MadeAndDeleted_IsChargedFromAcceptanceToDeletion(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var vm = await panel.CreateVmAsync();
        var made = await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, vm, "snap", Guid.CreateVersion7());
        Assert.False(made.IsRefused, made.Refusal?.English);
        await panel.SettleAsync();
        var image = await panel.ReadAsync(db => db.Images.SingleAsync(i => i.AccountId != null));
        var hourly = StorageRating.Hourly(StorageStock.PerGbHour, image.SizeMb!.Value);
        panel.AdvanceTo(image.BillingStart!.Value + TimeSpan.FromMinutes(150));

        await panel.Get<ImageActions>().DeleteAsync(panel.Stock.Owner, image.Id);
        await panel.SettleAsync();
        await panel.StoreAsync();

        var charged = await panel.ReadAsync(db => db.StorageLines.SumAsync(l => l.Amount.Nanos));
        Assert.Equal(hourly * 3, new Money(charged));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Images_Listed_TellTheirPriceAndWhatTheyCostSoFar(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(2048);
        panel.Advance(TimeSpan.FromHours(5));
        await panel.StoreAsync();

        var listed = Assert.Single(await panel.Get<ImageActions>().ListAsync(panel.Stock.Owner, panel.Stock.Account));
        var month = Assert.Single(await panel.Get<StorageQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day));
        var receipt = await panel.Get<StorageQueries>().ReceiptAsync(panel.Stock.Owner, image, 5);
        Assert.Equal((StorageStock.PerGbHour * 2, StorageStock.PerGbHour * 10), (listed.Hourly!.Value, listed.Charged));
        Assert.Equal((5, StorageStock.PerGbHour * 10), (month.Hours, month.Amount));
        Assert.Equal((StorageStock.PerGbHour * 2, 2048), (receipt!.Amount, receipt.SizeMb));
        Assert.Null(await panel.Get<StorageQueries>().ReceiptAsync(panel.Stock.Owner, image, 6));
    }

    [Theory, EveryDatabase]
    public async Task Sizes_BackendSilent_StayAsTheyWere(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, vm, "snap", Guid.CreateVersion7());
        await panel.SettleAsync();
        var image = await panel.ReadAsync(db => db.Images.SingleAsync(i => i.AccountId != null));
        await panel.WriteAsync(db => db.Images.Where(i => i.Id == image.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.SizeMb, (long?)null)));
        panel.Faults.Silent = true;
        await panel.Get<ImageSizes>().RunAsync();
        var silent = (await panel.ImageAsync(image.Id)).SizeMb;

        panel.Faults.Silent = false;
        panel.Advance(TimeSpan.FromMinutes(10));
        await panel.Get<ImageSizes>().RunAsync();

        Assert.Null(silent);
        Assert.Equal(image.SizeMb, (await panel.ImageAsync(image.Id)).SizeMb);
    }

    [Theory, EveryDatabase]
    public async Task Verify_StorageLineThatDoesNotFit_IsNamed(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        var image = await panel.StoreImageAsync(1024);
        panel.Advance(TimeSpan.FromHours(3));
        await panel.StoreAsync();

        await panel.WriteAsync(db => db.Images.Where(i => i.Id == image).ExecuteUpdateAsync(s => s.SetProperty(i => i.ChargedUntil, i => i.BillingStart)));

        Assert.Equal("storage-chain", Assert.Single(await panel.Get<Verifier>().RunAsync()).Rule);
    }
}
