using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Tests.Billing.Storage;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;
using Told = Lobster.Core.Compute.TransferReading;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>Accounts with charges of each kind that are over, and the prices that they might have been charged at.</summary>
internal static class CorrectionScene
{
    public const long Gb = TransferOptions.BytesPerGb;
    public static readonly Money PerGb = Money.FromDecimal(0.005m);

    /// <summary>A form for some days, good as it stands.</summary>
    public static CorrectionForm Days(this TestPanel panel, string from = "2026-01-06", string to = "2026-01-07") => new(panel.Stock.Account, from, to, "wrong price");

    public static async Task<CorrectionPreview> PreviewAsync(this TestPanel panel, Actor finance, CorrectionForm form) =>
        SellingScene.Done(await panel.Get<ChargeCorrections>().PreviewAsync(finance, form));

    public static async Task<CorrectionPreview> CorrectAsync(this TestPanel panel, Actor finance, CorrectionForm form) =>
        SellingScene.Done(await panel.Get<ChargeCorrections>().PostAsync(finance, form));

    /// <summary>An image of 10 GB that cost $0.0000555 a GB-hour for two whole days and some hours of the third.</summary>
    public static async Task<(TestPanel Panel, Actor Finance)> StoredAsync(DatabaseProvider provider)
    {
        var panel = await TestPanel.CreateAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        await panel.StoreImageAsync(10 * 1024);
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 6, 30));
        await panel.StoreAsync();
        return (panel, finance);
    }

    /// <summary>
    /// A machine whose January had 900 GB on the 6th and 10 GB on the 10th, each billed the day after; the month is closed, and it is February.
    /// </summary>
    public static async Task<(TestPanel Panel, Actor Finance)> MovedAsync(DatabaseProvider provider, bool priced = true, bool closed = true)
    {
        var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 60);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        if (priced) await panel.PriceTransferAsync(PerGb, panel.Now);
        await panel.BillVmAsync("web-1");
        panel.AdvanceTo(Instant.Utc(2026, 1, 7));
        await panel.TellAsync(6, 900);
        await panel.Get<TransferBilling>().RunAsync();
        panel.AdvanceTo(Instant.Utc(2026, 1, 11));
        await panel.TellAsync(10, 10);
        await panel.Get<TransferBilling>().RunAsync();
        if (closed) await panel.CloseAsync();
        return (panel, finance);
    }

    /// <summary>Goes on to February and closes January.</summary>
    public static async Task CloseAsync(this TestPanel panel)
    {
        panel.AdvanceTo(Instant.Utc(2026, 2, 3, 1));
        await panel.Get<TransferBilling>().RunAsync();
    }

    /// <summary>The provider says that the one machine sent so many GB on a day of January.</summary>
    public static async Task TellAsync(this TestPanel panel, int day, long gb)
    {
        var (region, vm) = await panel.ReadAsync(async db => (await db.Regions.SingleAsync(), await db.VirtualMachines.SingleAsync()));
        var from = Instant.Utc(2026, 1, day);
        await panel.Get<TransferMeter>().NoteAsync(region, [new Told(vm.BackendId!, TransferKind.UtcDay, $"2026-01-{day:00}", 0, gb * Gb, from, from + TimeSpan.FromDays(1))]);
    }

    public static Task PriceTransferAsync(this TestPanel panel, Money sale, Instant from) => panel.WriteAsync(async db =>
    {
        var number = 1 + await db.PriceVersions.CountAsync(p => p.Subject == PriceSubject.TransferOverage);
        db.PriceVersions.Add(new PriceVersion { Subject = PriceSubject.TransferOverage, From = from, Sale = sale, Number = number, CreatedAt = panel.Now });
    });

    /// <summary>The price of a subject that costs this.</summary>
    public static Task<PriceVersionId> PriceIdAsync(this TestPanel panel, PriceSubject subject, Money sale) =>
        panel.ReadAsync(db => db.PriceVersions.Where(p => p.Subject == subject && p.Sale.Nanos == sale.Nanos).Select(p => p.Id).SingleAsync());

    /// <summary>A storage price that comes into force long after all that was charged.</summary>
    public static async Task<PriceVersionId> LaterStoragePriceAsync(this TestPanel panel, Money sale)
    {
        await panel.PriceStorageAsync(sale, from: Instant.Utc(2027, 1, 1));
        return await panel.PriceIdAsync(PriceSubject.ImageStorage, sale);
    }

    /// <summary>A transfer price that comes into force long after all that was billed.</summary>
    public static async Task<PriceVersionId> LaterTransferPriceAsync(this TestPanel panel, Money sale)
    {
        await panel.PriceTransferAsync(sale, Instant.Utc(2027, 1, 1));
        return await panel.PriceIdAsync(PriceSubject.TransferOverage, sale);
    }
}
