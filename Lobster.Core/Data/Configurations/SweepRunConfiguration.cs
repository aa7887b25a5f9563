using Lobster.Core.Billing;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class SweepRunConfiguration : IEntityTypeConfiguration<SweepRun>
{
    public void Configure(EntityTypeBuilder<SweepRun> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Sweep).HasMaxLength(32);
        builder.Property(x => x.Node).HasMaxLength(100);
        builder.Property(x => x.Error).HasMaxLength(1000);
        builder.HasIndex(x => new { x.Sweep, x.Id });
    }
}
