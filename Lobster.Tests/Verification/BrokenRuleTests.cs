using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Verification;

/// <summary>Each rule about charges, entries, machines, operations and payments, broken behind the database's back, is named.</summary>
public sealed class BrokenRuleTests
{
    [Theory]
    [EveryDatabase("ledger-balance")]
    [EveryDatabase("usage-entry")]
    [EveryDatabase("entry-key")]
    [EveryDatabase("stray-correction")]
    [EveryDatabase("correction-of-nothing")]
    [EveryDatabase("foreign-correction")]
    [EveryDatabase("over-corrected")]
    [EveryDatabase("stray-line")]
    [EveryDatabase("charge-chain")]
    [EveryDatabase("charge-chain", "a line's amount")]
    [EveryDatabase("charge-chain", "a missing line")]
    [EveryDatabase("charge-chain", "the watermark")]
    [EveryDatabase("unbilled-machine")]
    [EveryDatabase("billed-after-end")]
    [EveryDatabase("stuck-machine")]
    [EveryDatabase("deleted-unasked")]
    [EveryDatabase("operation-twice")]
    [EveryDatabase("operation-state")]
    [EveryDatabase("payment-credit")]
    [EveryDatabase("payment-tax")]
    [EveryDatabase("payment-receipt")]
    [EveryDatabase("receipt-numbers")]
    public async Task Verify_RuleBroken_NamesIt(DatabaseProvider provider, string rule, string how = "")
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(30));
        await panel.ChargeAsync();
        await panel.AssertBooksInOrderAsync();

        await panel.WriteAsync(async db =>
        {
            await LiftGuardsAsync(db);
            await BreakAsync(panel, db, rule, how);
        });

        Assert.Contains(await panel.Get<Verifier>().RunAsync(), v => v.Rule == rule);
    }

    private static Task BreakAsync(TestPanel panel, LobsterDbContext db, string rule, string how) => (rule, how) switch
    {
        ("ledger-balance", _) => SqlAsync(db, "UPDATE \"Accounts\" SET \"CreditNanos\" = \"CreditNanos\" - 1"),
        ("usage-entry", _) => SqlAsync(db, "UPDATE \"LedgerEntries\" SET \"AmountNanos\" = \"AmountNanos\" - 1 WHERE \"Kind\" = 'Usage'"),
        ("entry-key", _) => SqlAsync(db, "UPDATE \"LedgerEntries\" SET \"Key\" = \"Key\" || 'x' WHERE \"Kind\" = 'Usage'"),
        ("stray-correction", _) => StrayCorrectionAsync(panel, db),
        ("correction-of-nothing", _) => CorrectAsync(db, "UPDATE \"LedgerEntries\" SET \"Key\" = 'correction/9/1' WHERE \"Key\" = 'opening'"),
        ("foreign-correction", _) => CorrectAsync(db, "UPDATE \"LedgerEntries\" SET \"CorrectsLineId\" = (SELECT MIN(\"Id\") FROM \"ChargeLines\") WHERE \"Key\" = 'opening'"),
        ("over-corrected", _) => CorrectAsync(db, "UPDATE \"LedgerEntries\" SET \"CorrectsLineId\" = (SELECT MIN(\"Id\") FROM \"ChargeLines\") WHERE \"Key\" = 'opening'"),
        ("stray-line", _) => SqlAsync(db, "UPDATE \"ChargeLines\" SET \"EntryId\" = (SELECT MIN(\"Id\") FROM \"LedgerEntries\")"),
        ("charge-chain", "a line's amount") => SqlAsync(db, "UPDATE \"ChargeLines\" SET \"RateNanos\" = \"RateNanos\" + 1, \"AmountNanos\" = \"AmountNanos\" + \"Intervals\""),
        ("charge-chain", "a missing line") => SqlAsync(db, "DELETE FROM \"ChargeLines\" WHERE \"From\" = (SELECT MAX(\"From\") FROM \"ChargeLines\")"),
        ("charge-chain", "the watermark") => SqlAsync(db, "UPDATE \"VmBillings\" SET \"ChargedUntil\" = \"ChargedUntil\" + 3600000000"),
        ("charge-chain", _) => SqlAsync(db, "UPDATE \"RateChanges\" SET \"Factor\" = 500"),
        ("unbilled-machine", _) => SqlAsync(db, "UPDATE \"VmBillings\" SET \"End\" = \"ChargedUntil\""),
        ("billed-after-end", _) => db.VirtualMachines.ExecuteUpdateAsync(s => s.SetProperty(v => v.Lifecycle, VmLifecycle.Deleted)),
        ("stuck-machine", _) => db.VirtualMachines.ExecuteUpdateAsync(s => s.SetProperty(v => v.Lifecycle, VmLifecycle.Provisioning)),
        ("deleted-unasked", _) => db.Operations.ExecuteUpdateAsync(s => s.SetProperty(o => o.Kind, OperationKind.Delete).SetProperty(o => o.State, OperationState.Queued)),
        ("operation-twice", _) => SecondCreateAsync(db),
        ("operation-state", _) => db.Operations.ExecuteUpdateAsync(s => s.SetProperty(o => o.FinishedAt, (Instant?)null)),
        ("receipt-numbers", _) => db.ReceiptCounters.ExecuteUpdateAsync(s => s.SetProperty(c => c.Last, 7)),
        _ => UncreditedPaymentAsync(panel, db),
    };

    private static async Task StrayCorrectionAsync(TestPanel panel, LobsterDbContext db)
    {
        var (other, _) = await PanelStock.AddCustomerAsync(panel, db, "ben");
        var line = await db.ChargeLines.FirstAsync();
        await db.PostAsync(new LedgerEntry
        {
            AccountId = other, Kind = EntryKind.Adjustment, Key = "c", Amount = Money.FromUnits(1), CorrectsLineId = line.Id, Actor = Actor.System,
            CreatedAt = panel.Now, UpdatedAt = panel.Now,
        }, CancellationToken.None);
    }

    // Checks are no triggers: they are taken off apart.
    private static async Task CorrectAsync(LobsterDbContext db, string sql)
    {
        await SqlAsync(db, db.Database.IsSqlite() ? "PRAGMA ignore_check_constraints = ON" : "ALTER TABLE \"LedgerEntries\" DROP CONSTRAINT \"CK_LedgerEntries_Corrects\"");
        await SqlAsync(db, sql);
    }

    private static async Task SecondCreateAsync(LobsterDbContext db)
    {
        var first = await db.Operations.AsNoTracking().SingleAsync();
        first.Id = default;
        first.RequestId = Guid.CreateVersion7();
        db.Operations.Add(first);
    }

    private static Task UncreditedPaymentAsync(TestPanel panel, LobsterDbContext db)
    {
        db.Payments.Add(new Payment
        {
            Reference = "lobster-pay_9", AccountId = panel.Stock.Account, Gateway = "test", GatewayId = "g9", RequestId = Guid.NewGuid(), Currency = "USD",
            GrossMinor = 2500, TaxMinor = 475, PaidMinor = 2500, PaidCurrency = "USD", MoneyKey = "m9", Credit = Money.FromUnits(25), State = PaymentState.Completed,
            CreatedAt = panel.Now, CompletedAt = panel.Now,
        });
        return Task.CompletedTask;
    }

    // The guards of the database refuse most of this; verify must also find what got past them, as by a repair with a shell.
    private static async Task LiftGuardsAsync(LobsterDbContext db)
    {
        if (!db.Database.IsSqlite())
        {
            await SqlAsync(db, "SET LOCAL session_replication_role = replica");
            return;
        }

        await SqlAsync(db, "PRAGMA defer_foreign_keys = ON");
        foreach (var trigger in await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync())
            await SqlAsync(db, $"DROP TRIGGER \"{trigger}\"");
    }

    private static Task<int> SqlAsync(LobsterDbContext db, string sql) => db.Database.ExecuteSqlRawAsync(sql);
}
