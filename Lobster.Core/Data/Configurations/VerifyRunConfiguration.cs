using Lobster.Core.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class VerifyRunConfiguration : IEntityTypeConfiguration<VerifyRun>
{
    public void Configure(EntityTypeBuilder<VerifyRun> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Node).HasMaxLength(100);
        // Nodes that did the same night's work at once: one run counts, one letter goes out.
        builder.HasIndex(x => x.Night).IsUnique();
    }
}
