using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Name).HasMaxLength(64);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.Name).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Plans_Size", "\"VCpus\" > 0 AND \"RamMb\" > 0 AND \"DiskGb\" >= 0 AND \"TransferGb\" >= 0");
            t.HasCheckConstraint("CK_Plans_Factors", "\"StoppedFactor\" BETWEEN 0 AND 1000 AND \"SuspendedFactor\" BETWEEN 0 AND 1000");
        });
    }
}
