using Lobster.Core.Billing;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TransferDayConfiguration : IEntityTypeConfiguration<TransferDay>
{
    public void Configure(EntityTypeBuilder<TransferDay> builder)
    {
        builder.HasKey(x => new { x.VmId, x.Day });
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_TransferDays_NotNegative", "\"InBytes\" >= 0 AND \"OutBytes\" >= 0"));
    }
}
