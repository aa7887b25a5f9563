using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PlanRegionConfiguration : IEntityTypeConfiguration<PlanRegion>
{
    public void Configure(EntityTypeBuilder<PlanRegion> builder)
    {
        builder.HasKey(x => new { x.PlanId, x.RegionId });
        builder.Property(x => x.BackendSizeId).HasMaxLength(200);
        builder.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
    }
}
