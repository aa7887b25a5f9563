using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.RefundKey).HasMaxLength(150);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.Note).HasMaxLength(1000);
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => new { x.Gateway, x.RefundKey }).IsUnique().HasFilter("\"RefundKey\" IS NOT NULL");
        // What the provider tells of an unknown refund is then ours without doubt, or nobody's.
        builder.HasIndex(x => x.PaymentId).HasDatabaseName("IX_Refunds_OneRequested").IsUnique().HasFilter("\"State\" = 'Requested'");
        builder.HasIndex(x => new { x.PaymentId, x.Id });
        builder.HasIndex(x => x.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_Refunds_Shape", """
            "AmountMinor" > 0 AND ("RequestId" IS NOT NULL OR "RefundKey" IS NOT NULL) AND ("State" = 'Requested' OR "RefundKey" IS NOT NULL OR "State" = 'Failed')
            AND ("GivenBackAt" IS NULL OR ("DebitedAt" IS NOT NULL AND "State" = 'Failed'))
            """));
    }
}
