using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class GatewayConfiguration : IEntityTypeConfiguration<Gateway>
{
    public void Configure(EntityTypeBuilder<Gateway> builder)
    {
        builder.HasKey(x => x.Type);
        builder.Property(x => x.Type).HasMaxLength(32);
        builder.Property(x => x.Label).HasMaxLength(64);
        builder.Property(x => x.Version).IsConcurrencyToken();
    }
}
