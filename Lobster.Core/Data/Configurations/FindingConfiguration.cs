using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class FindingConfiguration : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.BackendId).HasMaxLength(300);
        builder.Property(x => x.Name).HasMaxLength(255);
        builder.Property(x => x.SizeId).HasMaxLength(255);
        builder.Property(x => x.Problem).HasMaxLength(500);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.RegionId, x.Kind, x.BackendId }).IsUnique().HasFilter("\"ResolvedAt\" IS NULL");
        builder.HasIndex(x => new { x.State, x.Kind });
        builder.HasIndex(x => x.ResolvedAt);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Findings_Resolved", "(\"State\" = 'Resolved') = (\"ResolvedAt\" IS NOT NULL) AND (\"ResolvedAt\" IS NULL) = (\"Ended\" IS NULL)");
            t.HasCheckConstraint("CK_Findings_OnlyOrphansAreDeleted", "\"Kind\" = 'Orphan' OR (\"State\" <> 'Removing' AND (\"Ended\" IS NULL OR \"Ended\" <> 'Deleted'))");
            t.HasCheckConstraint("CK_Findings_Ghost", "(\"Kind\" = 'Ghost') = (\"LastListed\" IS NOT NULL)");
        });
    }
}
