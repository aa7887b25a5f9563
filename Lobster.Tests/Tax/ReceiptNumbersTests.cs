using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Tax;

/// <summary>Receipts are numbered without gaps, and shown to whom they concern.</summary>
public sealed class ReceiptNumbersTests
{
    [Theory, EveryDatabase]
    public async Task Payments_OfManyCustomersAtOnce_GetNumbersWithoutGaps(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var ids = await BeginForManyAsync(scene, 20);

        await Task.WhenAll(ids.Select(id => scene.Database.Transactions.RunAsync((db, token) => scene.Posting.ApplyAsync(db, id, Money(id), Actor.System, token))));
        await Task.WhenAll(ids.Select(id => scene.Database.Transactions.RunAsync((db, token) => scene.Posting.ApplyAsync(db, id, Money(id), Actor.System, token))));

        await using var db = scene.Database.Open();
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), await db.PaymentReceipts.OrderBy(r => r.Number).Select(r => r.Number).ToListAsync());
        Assert.Equal(ids.OrderBy(i => i.Value), (await db.PaymentReceipts.Select(r => r.PaymentId).ToListAsync()).OrderBy(i => i.Value));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Completion_RolledBack_LeavesNoGap(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var ids = await BeginForManyAsync(scene, 2);

        var failed = await Record.ExceptionAsync(() => scene.Database.Transactions.RunAsync(async (db, token) =>
        {
            await scene.Posting.ApplyAsync(db, ids[0], Money(ids[0]), Actor.System, token);
            await db.SaveChangesAsync(token);
            throw new InvalidOperationException("It breaks off.");
        }));
        await scene.Database.Transactions.RunAsync((db, token) => scene.Posting.ApplyAsync(db, ids[1], Money(ids[1]), Actor.System, token));

        Assert.IsType<InvalidOperationException>(failed);
        await using var db = scene.Database.Open();
        Assert.Equal((1, ids[1]), await db.PaymentReceipts.Select(r => new ValueTuple<long, PaymentId>(r.Number, r.PaymentId)).SingleAsync());
    }

    [Theory, EveryDatabase]
    public async Task Receipt_AskedForByOthersThanMembersFinanceAndAdmins_IsNotThere(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (paid, open) = (await scene.PaidAsync(25), await scene.BeginAsync(10));
        var (receipts, stranger) = (TaxStock.Receipts(scene), await CustomerRecordsTests.StrangerAsync(scene));

        Assert.NotNull(await receipts.FindAsync(scene.Customer, paid.Id));
        Assert.NotNull(await receipts.FindAsync(scene.Staff, paid.Id));
        Assert.NotNull(await receipts.FindAsync(await scene.AdminAsync(), paid.Id));
        Assert.Null(await receipts.FindAsync(await scene.SupportAsync(), paid.Id));
        Assert.Null(await receipts.FindAsync(stranger, paid.Id));
        Assert.Null(await receipts.FindAsync(scene.Customer, open.Id));
        Assert.Null(await receipts.FindAsync(scene.Customer, new PaymentId(paid.Id.Value + 100)));
    }

    private static PaymentReport Money(PaymentId id) => new() { Money = new ReportedMoney($"pay_{id}", 2500, "USD") };

    private static async Task<List<PaymentId>> BeginForManyAsync(PaymentScene scene, int count)
    {
        await using var db = scene.Database.Open();
        var accounts = Enumerable.Range(0, count).Select(i => new Account { Name = $"customer-{i}", CreatedAt = scene.Database.Clock.Now }).ToList();
        db.Accounts.AddRange(accounts);
        await db.SaveChangesAsync();
        var payments = accounts.ConvertAll(a => new Payment
        {
            Reference = $"r-{a.Id}", AccountId = a.Id, Gateway = "test", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending, Currency = "USD", GrossMinor = 2500,
            Credit = Core.Money.FromUnits(25), CreatedAt = scene.Database.Clock.Now,
        });
        db.Payments.AddRange(payments);
        await db.SaveChangesAsync();
        return payments.ConvertAll(p => p.Id);
    }
}
