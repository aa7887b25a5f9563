using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TransferPoolConfiguration : IEntityTypeConfiguration<TransferPool>
{
    public void Configure(EntityTypeBuilder<TransferPool> builder)
    {
        builder.HasKey(x => new { x.AccountId, x.RegionId, x.Month });
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_TransferPools_NotNegative",
            "\"UsedBytes\" >= 0 AND \"AllowanceBytes\" >= 0 AND \"BilledGb\" >= 0 AND \"NoticedPercent\" >= 0"));
    }
}
