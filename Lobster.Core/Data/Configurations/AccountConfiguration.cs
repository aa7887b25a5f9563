using Lobster.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Name).HasMaxLength(128);
        builder.Property(x => x.ParkedReason).HasMaxLength(1000);
        builder.Property(x => x.SuspensionReason).HasMaxLength(500);
        builder.ToTable(t => t.HasCheckConstraint("CK_Accounts_VmLimit", "\"VmLimit\" IS NULL OR \"VmLimit\" >= 0"));
    }
}
