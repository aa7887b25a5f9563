using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class TopUpChargeConfiguration : IEntityTypeConfiguration<TopUpCharge>
{
    public void Configure(EntityTypeBuilder<TopUpCharge> builder)
    {
        builder.HasKey(x => x.PaymentId);
        builder.Property(x => x.PaymentId).ValueGeneratedNever();
        builder.HasIndex(x => x.AskAt).HasFilter("\"AskAt\" IS NOT NULL");
        builder.HasOne<Payment>().WithOne().HasForeignKey<TopUpCharge>(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CardOnFile>().WithMany().HasForeignKey(x => x.CardId).OnDelete(DeleteBehavior.Restrict);
    }
}
