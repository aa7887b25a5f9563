using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class GatewayCustomerConfiguration : IEntityTypeConfiguration<GatewayCustomer>
{
    public void Configure(EntityTypeBuilder<GatewayCustomer> builder)
    {
        builder.HasKey(x => new { x.AccountId, x.Gateway });
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.CustomerId).HasMaxLength(200);
        builder.HasIndex(x => new { x.Gateway, x.CustomerId }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
