using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class StorageLineConfiguration : IEntityTypeConfiguration<StorageLine>
{
    public void Configure(EntityTypeBuilder<StorageLine> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.HasAlternateKey(x => new { x.ImageId, x.Until });
        builder.HasIndex(x => new { x.ImageId, x.Day, x.Segment }).IsUnique();
        builder.HasIndex(x => x.ImageId).IsUnique().HasFilter("\"PreviousUntil\" IS NULL").HasDatabaseName("UX_StorageLines_OneFirst");
        builder.HasIndex(x => new { x.ImageId, x.PreviousUntil }).IsUnique();
        builder.HasIndex(x => new { x.AccountId, x.Day });
        builder.HasOne<Image>().WithMany().HasForeignKey(x => x.ImageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PriceVersion>().WithMany().HasForeignKey(x => x.PriceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StorageLine>().WithMany().HasForeignKey(x => new { x.ImageId, x.PreviousUntil })
            .HasPrincipalKey(x => new { x.ImageId, x.Until }).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_StorageLines_Chain", "\"PreviousUntil\" IS NULL OR \"PreviousUntil\" = \"From\"");
            t.HasCheckConstraint("CK_StorageLines_Intervals", "\"Intervals\" > 0 AND \"Until\" > \"From\" AND (\"Until\" - \"From\") % \"Intervals\" = 0");
            t.HasCheckConstraint("CK_StorageLines_Day", "\"From\" >= \"Day\" * 86400000000 AND \"From\" < (\"Day\" + 1) * 86400000000");
            t.HasCheckConstraint("CK_StorageLines_Amount", "\"SizeMb\" >= 0 AND \"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Intervals\"");
        });
    }
}
