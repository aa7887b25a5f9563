using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    private const string CorrectsCheck = """
        CASE WHEN "CorrectsLineId" IS NULL THEN 0 ELSE 1 END + CASE WHEN "CorrectsStorageLineId" IS NULL THEN 0 ELSE 1 END
        + CASE WHEN "CorrectsTransferLineId" IS NULL THEN 0 ELSE 1 END BETWEEN CASE WHEN "Key" LIKE 'correction/%' THEN 1 ELSE 0 END AND 1
        """;

    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Key).HasMaxLength(200);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => new { x.AccountId, x.Id });
        builder.HasIndex(x => x.ExpiresAt).HasFilter("\"ExpiresAt\" IS NOT NULL");
        builder.HasIndex(x => new { x.AccountId, x.Day }).HasFilter("NOT \"IsSealed\"");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(x => x.CorrectsEntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ChargeLine>().WithMany().HasForeignKey(x => x.CorrectsLineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StorageLine>().WithMany().HasForeignKey(x => x.CorrectsStorageLineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TransferLine>().WithMany().HasForeignKey(x => x.CorrectsTransferLineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.CorrectsStorageLineId).HasFilter("\"CorrectsStorageLineId\" IS NOT NULL");
        builder.HasIndex(x => x.CorrectsTransferLineId).HasFilter("\"CorrectsTransferLineId\" IS NOT NULL");
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_LedgerEntries_Sign", """
                ("Kind" IN ('Payment', 'DisputeRelease', 'Promo') AND "AmountNanos" > 0)
                OR ("Kind" IN ('Usage', 'Storage', 'Transfer', 'Refund', 'DisputeHold', 'Chargeback', 'PromoExpiry') AND "AmountNanos" <= 0)
                OR "Kind" IN ('Adjustment', 'Opening')
                """);
            // One line at most; exactly one for a correction.
            t.HasCheckConstraint("CK_LedgerEntries_Corrects", CorrectsCheck);
            t.HasCheckConstraint("CK_LedgerEntries_Day", "(\"Day\" IS NOT NULL) = (\"Kind\" IN ('Usage', 'Storage'))");
        });
    }
}
