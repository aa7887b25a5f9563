using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lobster.Tests.Data;

/// <summary>Breaks every constraint of the database on purpose, on each engine. A constraint without a case here fails the test.</summary>
public sealed class ConstraintTests
{
    private static readonly Dictionary<string, (string Column, string Expression)[]> Checks = new()
    {
        ["CK_Accounts_VmLimit"] = [("VmLimit", "-1")],
        ["CK_LedgerEntries_Sign"] = [("Kind", "'Usage'"), ("Day", "1"), ("AmountNanos", "1"), ("Key", "'k'")],
        ["CK_LedgerEntries_Corrects"] = [("CorrectsLineId", "1"), ("CorrectsStorageLineId", "1"), ("Key", "'k'")],
        ["CK_LedgerEntries_Day"] = [("Kind", "'Payment'"), ("Day", "1"), ("AmountNanos", "1"), ("Key", "'k'")],
        ["CK_Plans_Size"] = [("VCpus", "0"), ("Name", "'x'")],
        ["CK_Plans_Factors"] = [("StoppedFactor", "1001"), ("Name", "'x'")],
        ["CK_PriceVersions_NotNegative"] = [("SaleNanos", "-1"), ("From", "1")],
        ["CK_PriceVersions_Plan"] = [("Subject", "'TransferOverage'"), ("PlanId", "1"), ("From", "1")],
        ["CK_PriceMoves_Done"] = [("PriceVersionId", "2"), ("DoneAt", "\"At\" - 1")],
        ["CK_Images_Size"] = [("SizeMb", "-1"), ("RequestId", "NULL"), ("BackendId", "NULL")],
        ["CK_Images_Charged"] = [("ChargedUntil", "NULL"), ("RequestId", "NULL"), ("BackendId", "NULL")],
        ["CK_VirtualMachines_Name"] = [("Name", "''")],
        ["CK_VirtualMachines_Active"] = [("BackendId", "NULL")],
        ["CK_Operations_Subject"] = [("VmId", "NULL"), ("ImageId", "NULL")],
        ["CK_VmBillings_WholeSeconds"] = [("VmId", "9"), ("Start", "\"Start\" + 1"), ("ChargedUntil", "\"ChargedUntil\" + 1")],
        ["CK_VmBillings_Interval"] = [("VmId", "9"), ("IntervalMinutes", "7"), ("ChargedUntil", "\"Start\"")],
        ["CK_VmBillings_WholeIntervals"] = [("VmId", "9"), ("ChargedUntil", "\"ChargedUntil\" + 1000000")],
        ["CK_RateChanges_Factor"] = [("Factor", "1001"), ("From", "1")],
        ["CK_ChargeLines_Chain"] = [("FirstFrom", "NULL"), ("PreviousUntil", "NULL"), ("Segment", "9")],
        ["CK_ChargeLines_Intervals"] = [("Intervals", "0"), ("AmountNanos", "0"), ("Segment", "9")],
        ["CK_ChargeLines_Day"] = [("Day", "\"Day\" + 1")],
        ["CK_ChargeLines_Amount"] = [("AmountNanos", "\"AmountNanos\" + 1"), ("Segment", "9")],
        ["CK_ChargeLines_Factor"] = [("Factor", "-1"), ("Segment", "9")],
        ["CK_StorageLines_Chain"] = [("PreviousUntil", "\"From\" + 1"), ("Segment", "9")],
        ["CK_StorageLines_Intervals"] = [("Intervals", "0"), ("Segment", "9")],
        ["CK_StorageLines_Day"] = [("Day", "\"Day\" + 1")],
        ["CK_StorageLines_Amount"] = [("AmountNanos", "\"AmountNanos\" + 1"), ("Segment", "9")],
        ["CK_TransferPools_NotNegative"] = [("Month", "1"), ("UsedBytes", "-1")],
        ["CK_TransferReadings_NotNegative"] = [("CounterId", "'x'"), ("OutBytes", "-1")],
        ["CK_TransferDays_NotNegative"] = [("Day", "1"), ("OutBytes", "-1")],
        ["CK_Findings_Resolved"] = [("State", "'Resolved'"), ("BackendId", "'x'")],
        ["CK_Findings_OnlyOrphansAreDeleted"] = [("Kind", "'Foreign'"), ("State", "'Removing'")],
        ["CK_Findings_Ghost"] = [("Kind", "'Ghost'")],
        ["CK_TransferLines_Gb"] = [("FirstGb", "0")],
        ["CK_TransferLines_Amount"] = [("AmountNanos", "\"AmountNanos\" + 1"), ("FirstGb", "9")],
        ["CK_TransferLines_Entry"] = [("EntryId", "NULL"), ("FirstGb", "9")],
        ["CK_Coupons_Limits"] = [("PerAccount", "0"), ("Code", "'x'")],
        ["CK_Payments_Paid"] = [("PaidMinor", "1"), ("Reference", "'x'")],
        ["CK_Refunds_Shape"] = [("AmountMinor", "0"), ("RefundKey", "'x'")],
        ["CK_Disputes_Shape"] = [("AmountMinor", "0"), ("DisputeKey", "'x'")],
        ["CK_RejectedDeliveries_Count"] = [("Count", "0"), ("Why", "'x'")],
        ["CK_PaymentTaxes_Rate"] = [("RateThousandths", "100001")],
        ["CK_TaxRates_Rate"] = [("RateThousandths", "100001"), ("Country", "'XX'")],
        ["CK_ReceiptCounters_Only"] = [("Id", "2")],
        ["CK_Sellers_Only"] = [("Id", "2")],
        ["CK_CardsOnFile_Saved"] = [("MethodId", "NULL"), ("Reference", "'x'")],
        ["CK_TopUps_Rule"] = [("ThresholdHours", "0")],
        ["CK_ConsoleSessions_Once"] = [("Node", "NULL"), ("TicketHash", "'x'")],
        ["CK_Payments_Amounts"] = [("GrossMinor", "0"), ("Reference", "'x'")],
    };

    private static readonly (string Table, string Word, string Sql)[] Guards =
    [
        ("LedgerEntries", "never deleted", "DELETE FROM \"LedgerEntries\""),
        ("LedgerEntries", "immutable", "UPDATE \"LedgerEntries\" SET \"AmountNanos\" = \"AmountNanos\" + 1 WHERE \"IsSealed\""),
        ("LedgerEntries", "only the amount", "UPDATE \"LedgerEntries\" SET \"Key\" = 'x' WHERE NOT \"IsSealed\""),
        ("PriceVersions", "never deleted", "DELETE FROM \"PriceVersions\""),
        ("PriceVersions", "never changed", "UPDATE \"PriceVersions\" SET \"SaleNanos\" = 1"),
        ("RateChanges", "never deleted", "DELETE FROM \"RateChanges\""),
        ("RateChanges", "never changed", "UPDATE \"RateChanges\" SET \"Factor\" = 1"),
        ("ChargeLines", "never deleted", "DELETE FROM \"ChargeLines\""),
        ("ChargeLines", "only grows", "UPDATE \"ChargeLines\" SET \"AmountNanos\" = \"AmountNanos\""),
        ("StorageLines", "never deleted", "DELETE FROM \"StorageLines\""),
        ("StorageLines", "only grows", "UPDATE \"StorageLines\" SET \"SizeMb\" = \"SizeMb\" + 1"),
        ("TransferLines", "never deleted", "DELETE FROM \"TransferLines\""),
        ("TransferLines", "never changed", "UPDATE \"TransferLines\" SET \"Gb\" = 1"),
        ("PaymentReceipts", "never deleted", "DELETE FROM \"PaymentReceipts\""),
        ("PaymentReceipts", "never changed", "UPDATE \"PaymentReceipts\" SET \"Number\" = 9"),
        ("PaymentTaxes", "never deleted", "DELETE FROM \"PaymentTaxes\""),
        ("PaymentTaxes", "never changed", "UPDATE \"PaymentTaxes\" SET \"Name\" = 'x'"),
        ("AuditEntries", "never deleted", "DELETE FROM \"AuditEntries\""),
        ("AuditEntries", "never changed", "UPDATE \"AuditEntries\" SET \"Action\" = 'x'"),
    ];

    [Theory, EveryDatabase]
    public async Task Checks_EachBroken_AreRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var panel = await FilledAsync(provider);
        await using var db = panel.Database.Open();
        foreach (var (entity, check) in Ours(db).SelectMany(e => e.GetCheckConstraints().Select(c => (e, c))))
        {
            var table = entity.GetTableName()!;
            var changes = Checks.GetValueOrDefault(check.Name!) ?? MoneyCase(check.Name!, table)
                ?? throw new InvalidOperationException($"No case breaks {check.Name}.");

            var error = await Record.ExceptionAsync(() => RowCopy.InsertAsync(db, table, changes));

            Assert.True(error is not null && Names(error, check.Name!), $"{check.Name}: {error?.Message ?? "accepted"}");
        }
    }

    [Theory, EveryDatabase]
    public async Task UniqueIndexes_ACopyOfARow_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await FilledAsync(provider);
        await using var db = panel.Database.Open();
        foreach (var entity in Ours(db).Where(e => e.GetIndexes().Any(i => i.IsUnique) || e.GetKeys().Count() > 1))
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => RowCopy.InsertAsync(db, entity.GetTableName()!));

            Assert.True(DatabaseErrors.IsDuplicate(error), $"{entity.GetTableName()}: {error.Message}");
        }
    }

    [Theory, EveryDatabase]
    public async Task ForeignKeys_PointingNowhere_AreRefused(DatabaseProvider provider)
    {
        await using var panel = await FilledAsync(provider);
        await using var db = panel.Database.Open();
        foreach (var key in Ours(db).SelectMany(e => e.GetForeignKeys()).Where(k => k.PrincipalEntityType.GetTableName() is not null))
        {
            var table = key.DeclaringEntityType.GetTableName()!;
            var column = key.Properties[^1].GetColumnName();

            var error = await Assert.ThrowsAnyAsync<Exception>(() => RowCopy.InsertAsync(db, table, (column, "987654321000000")));

            Assert.True(DatabaseErrors.IsConstraint(error) || error is PostgresException { SqlState: "22003" }, $"{table}.{column}: {error.Message}");
        }
    }

    [Theory, EveryDatabase]
    public async Task Guards_ChangingWhatWasWritten_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await FilledAsync(provider);
        await using var db = panel.Database.Open();
        foreach (var (table, word, sql) in Guards)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));

            Assert.True(error.Message.Contains(word, StringComparison.Ordinal), $"{table}: {error.Message}");
        }
    }

    [Theory, EveryDatabase]
    public async Task Model_AndMigrations_Agree(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static async Task<TestPanel> FilledAsync(DatabaseProvider provider)
    {
        var panel = await TestPanel.CreateAsync(provider);
        await EveryTable.FillAsync(panel);
        return panel;
    }

    private static IEnumerable<IEntityType> Ours(LobsterDbContext db)
    {
        var model = Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<IDesignTimeModel>(db).Model;
        return model.GetEntityTypes().Where(e => e.GetTableName() is { } name && !name.StartsWith("AspNet", StringComparison.Ordinal) && name != "DataProtectionKeys");
    }

    private static (string, string)[]? MoneyCase(string check, string table)
    {
        var words = check[$"CK_{table}_".Length..].Split('_');
        return words[^1] switch
        {
            "Range" => [(words[0], "1000000000000000001")],
            "Integer" => [(words[0], "0.5")],
            _ => null,
        };
    }

    // An amount out of range may break the line's arithmetic first; any refusal of the amount will do then.
    private static bool Names(Exception error, string constraint) =>
        error.Message.Contains(constraint, StringComparison.Ordinal)
        || (error is PostgresException { ConstraintName: { } name } && name == constraint)
        || (IsOfMoney(constraint) && (error.Message.Contains("CK_", StringComparison.Ordinal) || error is PostgresException { SqlState: "22003" }));

    private static bool IsOfMoney(string constraint) =>
        constraint.EndsWith("_Range", StringComparison.Ordinal) || constraint.EndsWith("_Integer", StringComparison.Ordinal);
}
