using Lobster.Core.Accounts;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class CardOnFileConfiguration : IEntityTypeConfiguration<CardOnFile>
{
    public void Configure(EntityTypeBuilder<CardOnFile> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Ignore(x => x.Title);
        builder.Property(x => x.Gateway).HasMaxLength(32);
        builder.Property(x => x.Reference).HasMaxLength(64);
        builder.Property(x => x.SetupId).HasMaxLength(200);
        builder.Property(x => x.CustomerId).HasMaxLength(200);
        builder.Property(x => x.MethodId).HasMaxLength(200);
        builder.Property(x => x.Brand).HasMaxLength(32);
        builder.Property(x => x.Last4).HasMaxLength(4);
        builder.Property(x => x.ConsentVersion).HasMaxLength(32);
        builder.Property(x => x.ConsentAddress).HasMaxLength(64);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.RequestId).IsUnique();
        builder.HasIndex(x => x.Reference).IsUnique();
        builder.HasIndex(x => new { x.Gateway, x.SetupId }).IsUnique().HasFilter("\"SetupId\" IS NOT NULL");
        builder.HasIndex(x => new { x.Gateway, x.MethodId }).IsUnique().HasFilter("\"MethodId\" IS NOT NULL");
        builder.HasIndex(x => x.AccountId).HasDatabaseName("IX_CardsOnFile_OneCard").IsUnique().HasFilter("\"SavedAt\" IS NOT NULL AND \"RemovedAt\" IS NULL");
        builder.HasIndex(x => new { x.AccountId, x.Id });
        builder.HasIndex(x => x.ForgetAt).HasFilter("\"ForgetAt\" IS NOT NULL");
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_CardsOnFile_Saved", """
            ("SavedAt" IS NULL) = ("MethodId" IS NULL) AND ("SavedAt" IS NULL OR ("CustomerId" IS NOT NULL AND "Brand" IS NOT NULL AND "Last4" IS NOT NULL
            AND "ExpiryMonth" BETWEEN 1 AND 12 AND "ExpiryYear" IS NOT NULL)) AND ("ForgetAt" IS NULL OR ("RemovedAt" IS NOT NULL AND "MethodId" IS NOT NULL))
            """));
    }
}
