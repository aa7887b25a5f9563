using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class ChargeLineConfiguration : IEntityTypeConfiguration<ChargeLine>
{
    public void Configure(EntityTypeBuilder<ChargeLine> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.HasAlternateKey(x => new { x.VmId, x.Until });
        builder.HasIndex(x => new { x.VmId, x.Day, x.Segment }).IsUnique();
        builder.HasIndex(x => x.VmId).IsUnique().HasFilter("\"PreviousUntil\" IS NULL").HasDatabaseName("UX_ChargeLines_OneFirst");
        builder.HasIndex(x => new { x.VmId, x.PreviousUntil }).IsUnique();
        builder.HasIndex(x => new { x.AccountId, x.Day });
        builder.HasIndex(x => x.EntryId);
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PriceVersion>().WithMany().HasForeignKey(x => x.PriceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SweepRun>().WithMany().HasForeignKey(x => x.SweepRunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ChargeLine>().WithMany().HasForeignKey(x => new { x.VmId, x.PreviousUntil })
            .HasPrincipalKey(x => new { x.VmId, x.Until }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VmBilling>().WithMany().HasForeignKey(x => new { x.VmId, x.FirstFrom })
            .HasPrincipalKey(x => new { x.VmId, x.Start }).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_ChargeLines_Chain", """
                ("PreviousUntil" IS NULL AND "FirstFrom" IS NOT NULL AND "FirstFrom" = "From")
                OR ("PreviousUntil" IS NOT NULL AND "FirstFrom" IS NULL AND "PreviousUntil" = "From")
                """);
            t.HasCheckConstraint("CK_ChargeLines_Intervals", "\"Intervals\" > 0 AND \"Until\" > \"From\" AND (\"Until\" - \"From\") % \"Intervals\" = 0");
            t.HasCheckConstraint("CK_ChargeLines_Day", "\"From\" >= \"Day\" * 86400000000 AND \"From\" < (\"Day\" + 1) * 86400000000");
            t.HasCheckConstraint("CK_ChargeLines_Amount", "\"RateNanos\" >= 0 AND \"AmountNanos\" = \"RateNanos\" * \"Intervals\"");
            t.HasCheckConstraint("CK_ChargeLines_Factor", "\"Factor\" BETWEEN 0 AND 1000 AND \"Segment\" >= 0");
        });
    }
}
