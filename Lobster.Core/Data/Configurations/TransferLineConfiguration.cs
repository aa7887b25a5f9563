using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TransferLineConfiguration : IEntityTypeConfiguration<TransferLine>
{
    public void Configure(EntityTypeBuilder<TransferLine> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.HasIndex(x => new { x.AccountId, x.RegionId, x.Month, x.FirstGb }).IsUnique();
        builder.HasOne<TransferPool>().WithMany().HasForeignKey(x => new { x.AccountId, x.RegionId, x.Month }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PriceVersion>().WithMany().HasForeignKey(x => x.PriceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_TransferLines_Gb", "\"FirstGb\" > 0 AND \"Gb\" > 0 AND \"GraceGb\" >= 0");
            t.HasCheckConstraint("CK_TransferLines_Amount", "\"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Gb\"");
            t.HasCheckConstraint("CK_TransferLines_Entry", "(\"EntryId\" IS NOT NULL) = (\"AmountNanos\" > 0)");
        });
    }
}
