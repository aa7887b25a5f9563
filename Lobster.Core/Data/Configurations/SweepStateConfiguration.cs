using Lobster.Core.Billing;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class SweepStateConfiguration : IEntityTypeConfiguration<SweepState>
{
    public void Configure(EntityTypeBuilder<SweepState> builder)
    {
        builder.HasKey(x => x.Sweep);
        builder.Property(x => x.Sweep).HasMaxLength(32);
        builder.Property(x => x.LeaseOwner).HasMaxLength(100);
        builder.Property(x => x.HeldBecause).HasMaxLength(500);
    }
}
