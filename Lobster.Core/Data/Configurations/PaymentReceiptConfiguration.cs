using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class PaymentReceiptConfiguration : IEntityTypeConfiguration<PaymentReceipt>
{
    public void Configure(EntityTypeBuilder<PaymentReceipt> builder)
    {
        builder.HasKey(x => x.Number);
        builder.Property(x => x.Number).ValueGeneratedNever();
        builder.Ignore(x => x.Text);
        builder.HasIndex(x => x.PaymentId).IsUnique();
        builder.HasOne<Payment>().WithOne().HasForeignKey<PaymentReceipt>(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}
