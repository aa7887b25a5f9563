using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TaxRateConfiguration : IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<TaxRate> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Country).HasMaxLength(2);
        builder.Property(x => x.Name).HasMaxLength(40);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.Country, x.Kind }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("CK_TaxRates_Rate", $"\"RateThousandths\" BETWEEN 0 AND {TaxRate.MostThousandths}"));
    }
}
