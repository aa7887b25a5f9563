namespace Lobster.Core.Data.Guards;

/// <summary>Triggers that keep written history as it was written, on SQLite. The same rules as <see cref="PostgresGuards"/>.</summary>
internal static class SqliteGuards
{
    public static IReadOnlyList<string> All { get; } =
    [
        Never("DELETE", "LedgerEntries", "a ledger entry is never deleted"),
        Never("UPDATE", "LedgerEntries", "a sealed ledger entry is immutable", "OLD.\"IsSealed\""),
        Never("UPDATE", "LedgerEntries", "only the amount of an open ledger entry moves", """
            NOT OLD."IsSealed" AND (NEW."Id" <> OLD."Id" OR NEW."AccountId" <> OLD."AccountId" OR NEW."Kind" <> OLD."Kind"
            OR NEW."Key" <> OLD."Key" OR NEW."Day" <> OLD."Day" OR NEW."CreatedAt" <> OLD."CreatedAt")
            """, "Open"),
        Never("DELETE", "PriceVersions", "a price version is never deleted"),
        Never("UPDATE", "PriceVersions", "a price version is never changed"),
        Never("DELETE", "RateChanges", "a rate change is never deleted"),
        Never("UPDATE", "RateChanges", "a rate change is never changed"),
        Never("DELETE", "ChargeLines", "a charge line is never deleted"),
        Never("UPDATE", "ChargeLines", "a charge line only grows, and only while its entry is open", """
            NEW."Id" <> OLD."Id" OR NEW."VmId" <> OLD."VmId" OR NEW."AccountId" <> OLD."AccountId" OR NEW."From" <> OLD."From"
            OR NEW."RateNanos" <> OLD."RateNanos" OR NEW."Until" < OLD."Until" OR NEW."EntryId" <> OLD."EntryId"
            OR (SELECT "IsSealed" FROM "LedgerEntries" WHERE "Id" = OLD."EntryId")
            """),
        Never("DELETE", "StorageLines", "a storage line is never deleted"),
        Never("DELETE", "AuditEntries", "an audit entry is never deleted"),
        Never("UPDATE", "AuditEntries", "an audit entry is never changed"),
    ];

    /// <summary>Those that came with image storage and transfer billing.</summary>
    public static IReadOnlyList<string> Usage { get; } =
    [
        Never("UPDATE", "StorageLines", "a storage line only grows, and only while its entry is open", """
            NEW."Id" <> OLD."Id" OR NEW."ImageId" <> OLD."ImageId" OR NEW."AccountId" <> OLD."AccountId" OR NEW."From" <> OLD."From"
            OR NEW."RateNanos" <> OLD."RateNanos" OR NEW."SizeMb" <> OLD."SizeMb" OR NEW."Until" < OLD."Until" OR NEW."EntryId" <> OLD."EntryId"
            OR (SELECT "IsSealed" FROM "LedgerEntries" WHERE "Id" = OLD."EntryId")
            """),
        Never("DELETE", "TransferLines", "a transfer line is never deleted"),
        Never("UPDATE", "TransferLines", "a transfer line is never changed"),
    ];

    /// <summary>Those that came with tax and receipts.</summary>
    public static IReadOnlyList<string> Receipts { get; } =
    [
        Never("DELETE", "PaymentReceipts", "a receipt is never deleted"),
        Never("UPDATE", "PaymentReceipts", "a receipt is never changed"),
        Never("DELETE", "PaymentTaxes", "the tax of a payment is never deleted"),
        Never("UPDATE", "PaymentTaxes", "the tax of a payment is never changed"),
    ];

    private static string Never(string act, string table, string message, string? when = null, string suffix = "") => $"""
        CREATE TRIGGER "TR_{table}_{act}{suffix}" BEFORE {act} ON "{table}"{(when is null ? "" : $" WHEN {when}")}
        BEGIN SELECT RAISE(ABORT, '{message}'); END;
        """;
}
