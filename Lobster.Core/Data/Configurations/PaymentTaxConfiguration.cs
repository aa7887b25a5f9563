using System.Text.Json;
using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lobster.Core.Data.Configurations;

internal sealed class PaymentTaxConfiguration : IEntityTypeConfiguration<PaymentTax>
{
    // Frozen words: nothing ever asks for a part of them.
    private static readonly ValueConverter<Party?, string> PartyConverter = new(
        party => JsonSerializer.Serialize(party, JsonSerializerOptions.Default), text => JsonSerializer.Deserialize<Party>(text, JsonSerializerOptions.Default));

    public void Configure(EntityTypeBuilder<PaymentTax> builder)
    {
        builder.HasKey(x => x.PaymentId);
        builder.Property(x => x.PaymentId).ValueGeneratedNever();
        builder.Property(x => x.Name).HasMaxLength(40);
        builder.Property(x => x.Seller).HasConversion(PartyConverter);
        builder.Property(x => x.Customer).HasConversion(PartyConverter);
        builder.Ignore(x => x.Decision);
        builder.HasOne<Payment>().WithOne().HasForeignKey<PaymentTax>(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_PaymentTaxes_Rate", $"\"RateThousandths\" BETWEEN 0 AND {TaxRate.MostThousandths}"));
    }
}
