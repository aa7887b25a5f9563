using Lobster.Core.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Key).HasMaxLength(200);
        builder.Property(x => x.To).HasMaxLength(320);
        builder.Property(x => x.Subject).HasMaxLength(300);
        builder.Property(x => x.Error).HasMaxLength(1000);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => x.DueAt).HasFilter("\"SentAt\" IS NULL AND \"GivenUpAt\" IS NULL");
    }
}
