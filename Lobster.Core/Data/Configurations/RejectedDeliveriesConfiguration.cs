using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class RejectedDeliveriesConfiguration : IEntityTypeConfiguration<RejectedDeliveries>
{
    public void Configure(EntityTypeBuilder<RejectedDeliveries> builder)
    {
        builder.HasKey(x => new { x.Gateway, x.Day, x.Why });
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.Why).HasMaxLength(120);
        builder.Property(x => x.LastAddress).HasMaxLength(64);
        builder.ToTable(t => t.HasCheckConstraint("CK_RejectedDeliveries_Count", "\"Count\" > 0"));
    }
}
