using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class VmHostKeyConfiguration : IEntityTypeConfiguration<VmHostKey>
{
    public void Configure(EntityTypeBuilder<VmHostKey> builder)
    {
        builder.HasKey(x => new { x.VmId, x.Host });
        builder.Property(x => x.Host).HasMaxLength(300);
        builder.Property(x => x.Key).HasMaxLength(200);
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
    }
}
