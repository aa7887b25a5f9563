using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class RegionConfiguration : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Name).HasMaxLength(64);
        builder.Property(x => x.Location).HasMaxLength(64);
        builder.Property(x => x.BackendType).HasMaxLength(32);
        builder.Property(x => x.LastError).HasMaxLength(1000);
        builder.Property(x => x.TransferCounts).HasDefaultValue(TransferDirection.Out);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.Name).IsUnique();
    }
}
