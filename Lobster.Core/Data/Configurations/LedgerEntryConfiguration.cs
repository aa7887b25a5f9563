using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Key).HasMaxLength(200);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => new { x.AccountId, x.Id });
        builder.HasIndex(x => new { x.AccountId, x.Day }).HasFilter("NOT \"IsSealed\"");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(x => x.CorrectsEntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ChargeLine>().WithMany().HasForeignKey(x => x.CorrectsLineId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_LedgerEntries_Sign", """
                ("Kind" IN ('Payment', 'DisputeRelease', 'Promo') AND "AmountNanos" > 0)
                OR ("Kind" IN ('Usage', 'Storage', 'Transfer', 'Refund', 'DisputeHold', 'Chargeback', 'PromoExpiry') AND "AmountNanos" <= 0)
                OR "Kind" IN ('Adjustment', 'Opening')
                """);
            t.HasCheckConstraint("CK_LedgerEntries_Day", "(\"Day\" IS NOT NULL) = (\"Kind\" IN ('Usage', 'Storage'))");
        });
    }
}
