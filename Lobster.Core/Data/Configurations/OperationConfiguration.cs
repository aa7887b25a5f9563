using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class OperationConfiguration : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.LeaseOwner).HasMaxLength(100);
        builder.Property(x => x.Error).HasMaxLength(1000);
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => new { x.State, x.DueAt });
        builder.HasIndex(x => x.AccountId);
        builder.HasIndex(x => x.VmId).IsUnique().HasFilter("\"State\" IN ('Running', 'Waiting')").HasDatabaseName("UX_Operations_OneRunningPerVm");
        builder.HasIndex(x => x.ImageId).IsUnique().HasFilter("\"State\" IN ('Running', 'Waiting') AND \"VmId\" IS NULL").HasDatabaseName("UX_Operations_OneRunningPerImage");
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Image>().WithMany().HasForeignKey(x => x.ImageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.OperationId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable(t => t.HasCheckConstraint("CK_Operations_Subject", "\"VmId\" IS NOT NULL OR \"ImageId\" IS NOT NULL"));
    }
}
