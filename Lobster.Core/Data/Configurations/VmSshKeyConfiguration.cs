using Lobster.Core.SshKeys;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class VmSshKeyConfiguration : IEntityTypeConfiguration<VmSshKey>
{
    public void Configure(EntityTypeBuilder<VmSshKey> builder)
    {
        builder.HasKey(x => new { x.VmId, x.SshKeyId });
        builder.HasOne<VirtualMachine>().WithMany().HasForeignKey(x => x.VmId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SshKey>().WithMany().HasForeignKey(x => x.SshKeyId).OnDelete(DeleteBehavior.Cascade);
    }
}
