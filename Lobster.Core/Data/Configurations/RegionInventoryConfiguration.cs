using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class RegionInventoryConfiguration : IEntityTypeConfiguration<RegionInventory>
{
    public void Configure(EntityTypeBuilder<RegionInventory> builder)
    {
        builder.HasKey(x => x.RegionId);
        builder.Property(x => x.RegionId).ValueGeneratedNever();
        builder.HasOne<Region>().WithOne().HasForeignKey<RegionInventory>(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
    }
}
