using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class OperationStepConfiguration : IEntityTypeConfiguration<OperationStep>
{
    public void Configure(EntityTypeBuilder<OperationStep> builder)
    {
        builder.HasKey(x => new { x.OperationId, x.Ordinal });
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Detail).HasMaxLength(500);
    }
}
