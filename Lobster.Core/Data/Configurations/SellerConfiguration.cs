using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class SellerConfiguration : IEntityTypeConfiguration<Seller>
{
    public void Configure(EntityTypeBuilder<Seller> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Address).HasMaxLength(1100);
        builder.Property(x => x.Country).HasMaxLength(2);
        builder.Property(x => x.TaxId).HasMaxLength(40);
        builder.Property(x => x.ExtraLine).HasMaxLength(200);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.ToTable(t => t.HasCheckConstraint("CK_Sellers_Only", $"\"Id\" = {Seller.OnlyId}"));
    }
}
