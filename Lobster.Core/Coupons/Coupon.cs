using Lobster.Core.Accounts;

namespace Lobster.Core.Coupons;

/// <summary>A code that gives promotional credit.</summary>
public sealed class Coupon
{
    /// <summary>The coupon's number.</summary>
    public CouponId Id { get; set; }

    /// <summary>What customers type, in capitals; unique.</summary>
    public required string Code { get; set; }

    /// <summary>The credit that one use gives.</summary>
    public Money Amount { get; set; }

    /// <summary>Until when it may be used (business clock); null: for ever.</summary>
    public Instant? ValidUntil { get; set; }

    /// <summary>For how many days the credit lasts from its use; null: for ever.</summary>
    public int? GrantDays { get; set; }

    /// <summary>How often one account may use it.</summary>
    public int PerAccount { get; set; } = 1;

    /// <summary>How often it may be used in all; null: without limit.</summary>
    public int? TotalLimit { get; set; }

    /// <summary>How often it was used.</summary>
    public int Uses { get; set; }

    /// <summary>Whether it may be used now.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>What it is for, for staff.</summary>
    public string Note { get; set; } = "";

    /// <summary>Who made it.</summary>
    public required Actor CreatedBy { get; set; }

    /// <summary>When it was made (business clock).</summary>
    public Instant CreatedAt { get; set; }
}
