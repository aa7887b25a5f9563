using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class ReceiptCounterConfiguration : IEntityTypeConfiguration<ReceiptCounter>
{
    public void Configure(EntityTypeBuilder<ReceiptCounter> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.ToTable(t => t.HasCheckConstraint("CK_ReceiptCounters_Only", $"\"Id\" = {ReceiptCounter.OnlyId}"));
        builder.HasData(new ReceiptCounter());
    }
}
