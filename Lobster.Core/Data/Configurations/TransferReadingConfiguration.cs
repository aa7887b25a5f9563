using Lobster.Core.Billing;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TransferReadingConfiguration : IEntityTypeConfiguration<TransferReading>
{
    public void Configure(EntityTypeBuilder<TransferReading> builder)
    {
        builder.HasKey(x => new { x.VmId, x.CounterId });
        builder.Property(x => x.CounterId).HasMaxLength(100);
        builder.Property(x => x.Kind).HasMaxLength(32);
        // Two panels that read the same counter at once: the second one to write finds the figures moved and starts anew.
        builder.Property(x => x.InBytes).IsConcurrencyToken();
        builder.Property(x => x.OutBytes).IsConcurrencyToken();
        builder.Property(x => x.CoversUntil).IsConcurrencyToken();
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_TransferReadings_NotNegative",
            "\"InBytes\" >= 0 AND \"OutBytes\" >= 0 AND \"CoversUntil\" >= \"CoversFrom\""));
    }
}
