using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PriceMoveConfiguration : IEntityTypeConfiguration<PriceMove>
{
    public void Configure(EntityTypeBuilder<PriceMove> builder)
    {
        builder.HasKey(x => x.PriceVersionId);
        builder.Property(x => x.PriceVersionId).ValueGeneratedNever();
        builder.HasOne<PriceVersion>().WithMany().HasForeignKey(x => x.PriceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_PriceMoves_Done", "\"DoneAt\" IS NULL OR (\"DoneAt\" >= \"At\" AND \"CancelledAt\" IS NULL)"));
    }
}
