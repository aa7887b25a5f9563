using Lobster.Core.Coupons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lobster.Core.Data.Configurations;

internal sealed class CouponConfiguration : IEntityTypeConfiguration<Coupon>
{
    public void Configure(EntityTypeBuilder<Coupon> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedOnAdd();
        builder.Property(x => x.Code).HasMaxLength(32);
        builder.Property(x => x.Note).HasMaxLength(200);
        builder.HasIndex(x => x.Code).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("CK_Coupons_Limits", """
            "AmountNanos" > 0 AND "PerAccount" >= 1 AND "Uses" >= 0 AND ("TotalLimit" IS NULL OR "Uses" <= "TotalLimit") AND ("GrantDays" IS NULL OR "GrantDays" >= 1)
            """));
    }
}
