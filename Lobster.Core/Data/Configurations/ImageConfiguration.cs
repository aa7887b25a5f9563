using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class ImageConfiguration : IEntityTypeConfiguration<Image>
{
    public void Configure(EntityTypeBuilder<Image> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Name).HasMaxLength(128);
        builder.Property(x => x.Description).HasMaxLength(200);
        builder.Property(x => x.BackendId).HasMaxLength(300);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => x.AccountId);
        builder.HasIndex(x => new { x.RegionId, x.BackendId }).IsUnique()
            .HasFilter("\"BackendId\" IS NOT NULL AND \"State\" <> 'Deleted'");
        builder.HasIndex(x => x.ChargedUntil).HasFilter("\"BillingEnd\" IS NULL");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.SourceVmId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Images_Size", "\"SizeMb\" IS NULL OR \"SizeMb\" >= 0");
            t.HasCheckConstraint("CK_Images_Charged", """
                ("BillingStart" IS NULL) = ("ChargedUntil" IS NULL)
                AND ("BillingStart" IS NULL OR ("AccountId" IS NOT NULL AND "ChargedUntil" >= "BillingStart"))
                """);
        });
    }
}
