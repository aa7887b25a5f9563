using Lobster.Core.Accounts;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TopUpConfiguration : IEntityTypeConfiguration<TopUp>
{
    public void Configure(EntityTypeBuilder<TopUp> builder)
    {
        builder.HasKey(x => x.AccountId);
        builder.Property(x => x.AccountId).ValueGeneratedNever();
        builder.Property(x => x.StopReason).HasMaxLength(300);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.WaitUntil).HasFilter("\"State\" = 'On'");
        builder.HasOne<Account>().WithOne().HasForeignKey<TopUp>(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_TopUps_Rule", """
            "ThresholdHours" > 0 AND "AmountNanos" > 0 AND "MonthlyCeilingNanos" >= "AmountNanos" AND "Declines" >= 0
            AND ("WaitUntil" IS NULL) = ("WaitFor" IS NULL) AND ("State" = 'Stopped') = ("StoppedBecause" IS NOT NULL)
            """));
    }
}
