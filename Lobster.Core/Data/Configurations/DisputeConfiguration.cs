using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class DisputeConfiguration : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.DisputeKey).HasMaxLength(150);
        builder.Property(x => x.Reason).HasMaxLength(300);
        builder.HasIndex(x => new { x.Gateway, x.DisputeKey }).IsUnique();
        builder.HasIndex(x => new { x.PaymentId, x.Id });
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_Disputes_Shape", """
            "AmountMinor" > 0 AND ("ReleasedAt" IS NULL OR ("HeldAt" IS NOT NULL AND "State" <> 'Open')) AND ("ChargedBackAt" IS NULL OR "State" = 'Lost')
            """));
    }
}
