using Lobster.Core.Accounts;
using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class BillingDetailsConfiguration : IEntityTypeConfiguration<BillingDetails>
{
    public void Configure(EntityTypeBuilder<BillingDetails> builder)
    {
        builder.HasKey(x => x.AccountId);
        builder.Property(x => x.AccountId).ValueGeneratedNever();
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Company).HasMaxLength(200);
        builder.Property(x => x.Street).HasMaxLength(200);
        builder.Property(x => x.Street2).HasMaxLength(200);
        builder.Property(x => x.Postcode).HasMaxLength(20);
        builder.Property(x => x.City).HasMaxLength(100);
        builder.Property(x => x.Country).HasMaxLength(2);
        builder.Property(x => x.TaxId).HasMaxLength(40);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Title);
        builder.Ignore(x => x.Lines);
        builder.HasOne<Account>().WithOne().HasForeignKey<BillingDetails>(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
