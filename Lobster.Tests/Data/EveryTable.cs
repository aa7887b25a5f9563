using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Consoles;
using Lobster.Core.Coupons;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Core.SshKeys;
using Lobster.Core.Tax;
using Lobster.Core.TopUps;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Data;

/// <summary>Puts at least one good row into every table.</summary>
internal static class EveryTable
{
    public static async Task FillAsync(TestPanel panel)
    {
        var vm = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(30));
        await panel.ChargeAsync();
        await panel.WriteAsync(async db =>
        {
            var (stock, now) = (panel.Stock, panel.Now);
            var key = new SshKey { AccountId = stock.Account, Name = "k", PublicKey = "ssh-ed25519 AAAA", Fingerprint = "SHA256:x", CreatedAt = now };
            var payment = NewPayment(stock.Account, now);
            var image = new Image
            {
                AccountId = stock.Account, RegionId = stock.Region, Name = "own", BackendId = "img-1", State = ImageState.Active, SizeMb = 10, SourceVmId = vm,
                RequestId = Guid.NewGuid(), CreatedAt = now, BillingStart = now, ChargedUntil = now,
            };
            db.AddRange(key, payment, image, new PlanRegion { PlanId = stock.Small, RegionId = stock.Region });
            db.AddRange(new TransferPool { AccountId = stock.Account, RegionId = stock.Region, Month = new DateOnly(2026, 1, 1) },
                new TransferReading { VmId = vm, CounterId = "eth0", Kind = "Cumulative", CoversFrom = now, CoversUntil = now, TakenAt = now },
                new TransferDay { VmId = vm, Day = now.Day });
            await db.SaveChangesAsync();
            var storage = new PriceVersion { Subject = PriceSubject.ImageStorage, From = now, Sale = new Money(70_000), Number = 1, CreatedAt = now };
            var entry = new LedgerEntry { AccountId = stock.Account, Kind = EntryKind.Storage, Key = "storage/1", Day = now.Day, IsSealed = false, Actor = Actor.System, CreatedAt = now, UpdatedAt = now };
            var delivery = new GatewayEvent { Gateway = "test", EventKey = "e1", Body = [1], PaymentId = payment.Id, ReceivedAt = now, DueAt = now };
            db.AddRange(storage, entry, delivery, new VmSshKey { VmId = vm, SshKeyId = key.Id });
            db.AddRange(new OutgoingMail { Key = "m1", To = "a@b", Subject = "s", Html = "h", Text = "t", CreatedAt = now, DueAt = now });
            await db.SaveChangesAsync();
            db.AddRange(new Finding { RegionId = stock.Region, Kind = FindingKind.Orphan, BackendId = "i-9", Name = "lost", State = FindingState.Open, VmId = vm, PlanId = stock.Small, FirstSeen = now, LastSeen = now },
                new RegionInventory { RegionId = stock.Region, CountedAt = now, At = now });
            var happened = await db.Events.FirstAsync();
            db.AddRange(Line(image, entry, storage), new EventDelivery { EventId = happened.Id, Consumer = "test", At = now });
            db.Record(now, stock.Owner, "test.done", SubjectKind.Panel, 0, null);
            db.TransferLines.Add(new TransferLine
            {
                AccountId = stock.Account, RegionId = stock.Region, Month = new DateOnly(2026, 1, 1), FirstGb = 1, Gb = 2, Rate = new Money(5), Amount = new Money(10),
                EntryId = entry.Id, PriceVersionId = storage.Id, PostedAt = now,
            });
            var first = await db.PriceVersions.OrderBy(p => p.Id).FirstAsync();
            db.PriceMoves.Add(new PriceMove { PriceVersionId = first.Id, At = now + TimeSpan.FromDays(1), PlannedAt = now });
            db.VerifyRuns.Add(new VerifyRun { Night = now.Day, Node = "n", StartedAt = now, FinishedAt = now });
            var paid = await db.Payments.FirstAsync();
            db.Refunds.Add(new Refund { PaymentId = paid.Id, Gateway = "test", RefundKey = "re_1", AmountMinor = 100, State = RefundState.Pending, Actor = Actor.System, CreatedAt = now });
            db.Disputes.Add(new Dispute { PaymentId = paid.Id, Gateway = "test", DisputeKey = "dp_1", AmountMinor = 100, CreatedAt = now });
            db.Gateways.Add(new Gateway { Type = "test", Label = "Test" });
            db.RejectedDeliveries.Add(new RejectedDeliveries { Gateway = "test", Day = now.Day, Why = "no signature", Count = 1, LastAt = now });
            var coupon = new Coupon { Code = "CODE", Amount = Money.FromUnits(5), CreatedBy = Actor.System, CreatedAt = now };
            db.Coupons.Add(coupon);
            await db.SaveChangesAsync();
            db.CouponUses.Add(new CouponUse { CouponId = coupon.Id, AccountId = stock.Account, Number = 1, RequestId = Guid.CreateVersion7(), EntryId = entry.Id, At = now });
            db.PanelSettings.Add(new PanelSetting { Key = "k", Value = "v" });
            db.AddRange(new VmHostKey { VmId = vm, Host = "h:22", Key = "k", FirstSeenAt = now },
                new ConsoleSession { VmId = vm, AccountId = stock.Account, Actor = stock.Owner, Session = "s", Stamp = "s", TicketHash = "h", CreatedAt = now, ExpiresAt = now, OpenedAt = now, SeenAt = now, Node = "n" });
        });
        await panel.WriteAsync(db => AddTaxAndTopUpAsync(db, panel.Stock.Account, panel.Now));
    }

    private static async Task AddTaxAndTopUpAsync(LobsterDbContext db, AccountId account, Instant now)
    {
        var paid = await db.Payments.FirstAsync();
        var card = new CardOnFile
        {
            AccountId = account, Gateway = "test", RequestId = Guid.NewGuid(), Reference = "lobster-card_1", SetupId = "s1", CustomerId = "c1", MethodId = "m1", Brand = "visa", Last4 = "4242",
            ExpiryMonth = 12, ExpiryYear = 2030, ConsentVersion = "1", ConsentAt = now, ConsentBy = 1, SavedAt = now,
        };
        db.AddRange(new Seller { Name = "Lobster", Address = "Street 1", Country = "DE" }, new TaxRate { Country = "DE", Name = "VAT", RateThousandths = 19_000 },
            new BillingDetails { AccountId = account, Name = "Anna", Street = "Street 2", City = "Town", Country = "DE", UpdatedAt = now },
            new PaymentTax { PaymentId = paid.Id }, new PaymentReceipt { Number = 1, PaymentId = paid.Id, CreatedAt = now });
        db.AddRange(card, new GatewayCustomer { AccountId = account, Gateway = "test", CustomerId = "c1" },
            new TopUp { AccountId = account, State = TopUpState.On, ThresholdHours = 72, Amount = Money.FromUnits(25), MonthlyCeiling = Money.FromUnits(100), ChangedAt = now });
        await db.SaveChangesAsync();
        db.TopUpCharges.Add(new TopUpCharge { PaymentId = paid.Id, CardId = card.Id });
    }

    private static Payment NewPayment(AccountId account, Instant now) => new()
    {
        Reference = "lobster-pay_1", AccountId = account, Gateway = "test", GatewayId = "g1", RequestId = Guid.NewGuid(), Currency = "USD",
        GrossMinor = 2500, Credit = Money.FromUnits(25), CreatedAt = now,
    };

    private static StorageLine Line(Image image, LedgerEntry entry, PriceVersion price) => new()
    {
        ImageId = image.Id, AccountId = entry.AccountId, Day = entry.Day!.Value, From = Instant.StartOf(entry.Day.Value),
        Until = Instant.StartOf(entry.Day.Value) + TimeSpan.FromHours(1), Intervals = 1, SizeMb = 10, PriceVersionId = price.Id, EntryId = entry.Id,
        PostedAt = entry.CreatedAt,
    };
}
