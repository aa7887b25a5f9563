using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class ConsoleSessionConfiguration : IEntityTypeConfiguration<ConsoleSession>
{
    public void Configure(EntityTypeBuilder<ConsoleSession> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Session).HasMaxLength(64);
        builder.Property(x => x.Stamp).HasMaxLength(256);
        builder.Property(x => x.TicketHash).HasMaxLength(64);
        builder.Property(x => x.Node).HasMaxLength(100);
        builder.HasIndex(x => x.TicketHash).IsUnique();
        builder.HasIndex(x => x.Session).HasFilter("\"ClosedAt\" IS NULL");
        builder.HasIndex(x => x.SeenAt).HasFilter("\"OpenedAt\" IS NOT NULL AND \"ClosedAt\" IS NULL");
        builder.HasIndex(x => x.ExpiresAt).HasFilter("\"OpenedAt\" IS NULL");
        builder.HasIndex(x => x.VmId);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_ConsoleSessions_Once", """
            ("OpenedAt" IS NULL) = ("Node" IS NULL) AND ("OpenedAt" IS NULL) = ("SeenAt" IS NULL) AND ("ClosedAt" IS NULL) = ("End" IS NULL)
            AND ("ClosedAt" IS NULL OR "OpenedAt" IS NOT NULL) AND ("OpenedAt" IS NULL OR "ProtectedAccess" IS NULL)
            """));
    }
}
