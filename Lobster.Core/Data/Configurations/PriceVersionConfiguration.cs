using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PriceVersionConfiguration : IEntityTypeConfiguration<PriceVersion>
{
    public void Configure(EntityTypeBuilder<PriceVersion> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.PlanId, x.RegionId, x.From }).IsUnique()
            .HasFilter("\"PlanId\" IS NOT NULL AND \"RegionId\" IS NOT NULL").HasDatabaseName("UX_PriceVersions_PlanInRegion");
        builder.HasIndex(x => new { x.PlanId, x.From }).IsUnique()
            .HasFilter("\"PlanId\" IS NOT NULL AND \"RegionId\" IS NULL").HasDatabaseName("UX_PriceVersions_PlanEverywhere");
        builder.HasIndex(x => new { x.Subject, x.RegionId, x.From }).IsUnique()
            .HasFilter("\"PlanId\" IS NULL AND \"RegionId\" IS NOT NULL").HasDatabaseName("UX_PriceVersions_SubjectInRegion");
        builder.HasIndex(x => new { x.Subject, x.From }).IsUnique()
            .HasFilter("\"PlanId\" IS NULL AND \"RegionId\" IS NULL").HasDatabaseName("UX_PriceVersions_SubjectEverywhere");
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_PriceVersions_NotNegative", "\"SaleNanos\" >= 0 AND \"WholesaleNanos\" >= 0");
            t.HasCheckConstraint("CK_PriceVersions_Plan", "(\"PlanId\" IS NOT NULL) = (\"Subject\" = 'Plan')");
        });
    }
}
