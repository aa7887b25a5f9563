using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class VirtualMachineConfiguration : IEntityTypeConfiguration<VirtualMachine>
{
    public void Configure(EntityTypeBuilder<VirtualMachine> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Name).HasMaxLength(64);
        builder.Property(x => x.BackendId).HasMaxLength(300);
        builder.Property(x => x.PowerState).HasMaxLength(64);
        builder.Property(x => x.Error).HasMaxLength(1000);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => x.CreateToken).IsUnique();
        builder.HasIndex(x => new { x.AccountId, x.Lifecycle });
        builder.HasIndex(x => new { x.RegionId, x.BackendId }).IsUnique()
            .HasFilter("\"BackendId\" IS NOT NULL AND \"Lifecycle\" <> 'Deleted'");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Image>().WithMany().HasForeignKey(x => x.ImageId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_VirtualMachines_Name", "length(\"Name\") BETWEEN 1 AND 64");
            t.HasCheckConstraint("CK_VirtualMachines_Active", "\"Lifecycle\" <> 'Active' OR \"BackendId\" IS NOT NULL");
        });
    }
}
