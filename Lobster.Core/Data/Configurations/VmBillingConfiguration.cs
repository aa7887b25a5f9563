using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class VmBillingConfiguration : IEntityTypeConfiguration<VmBilling>
{
    public void Configure(EntityTypeBuilder<VmBilling> builder)
    {
        builder.HasKey(x => x.VmId);
        builder.Property(x => x.VmId).ValueGeneratedNever();
        builder.Property(x => x.ChargedUntil).IsConcurrencyToken();
        builder.HasAlternateKey(x => new { x.VmId, x.Start });
        builder.HasIndex(x => new { x.ChargedUntil, x.AccountId }).HasFilter("\"End\" IS NULL");
        builder.HasIndex(x => x.AccountId);
        builder.HasIndex(x => x.ChargedUntil).HasFilter("\"ChargedUntil\" < \"End\"").HasDatabaseName("IX_VmBillings_Owed");
        builder.HasOne<VirtualMachine>().WithOne().HasForeignKey<VmBilling>(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_VmBillings_WholeSeconds", "\"Start\" % 1000000 = 0");
            t.HasCheckConstraint("CK_VmBillings_Interval", "\"IntervalMinutes\" > 0 AND 1440 % \"IntervalMinutes\" = 0");
            t.HasCheckConstraint("CK_VmBillings_WholeIntervals",
                "\"ChargedUntil\" >= \"Start\" AND (\"ChargedUntil\" - \"Start\") % (CAST(\"IntervalMinutes\" AS bigint) * 60000000) = 0");
        });
    }
}
