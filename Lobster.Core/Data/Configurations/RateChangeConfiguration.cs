using Lobster.Core.Billing;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class RateChangeConfiguration : IEntityTypeConfiguration<RateChange>
{
    public void Configure(EntityTypeBuilder<RateChange> builder)
    {
        builder.HasKey(x => new { x.VmId, x.From });
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PriceVersion>().WithMany().HasForeignKey(x => x.PriceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Operation>().WithMany().HasForeignKey(x => x.OperationId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_RateChanges_Factor", "\"Factor\" BETWEEN 0 AND 1000"));
    }
}
