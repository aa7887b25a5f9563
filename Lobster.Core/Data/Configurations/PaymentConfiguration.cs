using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Reference).HasMaxLength(64);
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.Property(x => x.GatewayId).HasMaxLength(200);
        builder.Property(x => x.MoneyKey).HasMaxLength(150);
        builder.Property(x => x.PaidCurrency).HasMaxLength(3);
        builder.Property(x => x.FeeCurrency).HasMaxLength(3);
        builder.Property(x => x.PayUrl).HasMaxLength(2048);
        builder.Property(x => x.Progress).HasMaxLength(300);
        builder.Property(x => x.Note).HasMaxLength(1000);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.Reference).IsUnique();
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => new { x.Gateway, x.GatewayId }).IsUnique().HasFilter("\"GatewayId\" IS NOT NULL");
        builder.HasIndex(x => new { x.Gateway, x.MoneyKey }).IsUnique().HasFilter("\"MoneyKey\" IS NOT NULL");
        builder.HasIndex(x => new { x.AccountId, x.Id });
        builder.HasIndex(x => x.LookAt).HasFilter("\"LookAt\" IS NOT NULL");
        // Two panels that top up the same account at once: one of them.
        builder.HasIndex(x => x.AccountId).HasDatabaseName("IX_Payments_OneOpenAutomatic").IsUnique().HasFilter("\"IsAutomatic\" AND \"State\" IN ('Created', 'Pending')");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_Payments_Paid", """
            ("PaidMinor" IS NULL OR "PaidMinor" >= 0) AND ("PaidMinor" IS NULL) = ("MoneyKey" IS NULL) AND ("PaidMinor" IS NULL) = ("PaidCurrency" IS NULL)
            """));
        builder.ToTable(t => t.HasCheckConstraint("CK_Payments_Amounts", """
            "GrossMinor" > 0 AND "TaxMinor" >= 0 AND "TaxMinor" <= "GrossMinor" AND "CreditNanos" > 0
            AND "RefundedMinor" BETWEEN 0 AND "GrossMinor" AND ("FeeMinor" IS NULL OR "FeeMinor" >= 0)
            """));
    }
}
