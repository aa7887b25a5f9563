using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PanelSettingConfiguration : IEntityTypeConfiguration<PanelSetting>
{
    public void Configure(EntityTypeBuilder<PanelSetting> builder)
    {
        builder.HasKey(x => x.Key);
        builder.Property(x => x.Key).HasMaxLength(64);
        builder.Property(x => x.Value).HasMaxLength(500);
    }
}
