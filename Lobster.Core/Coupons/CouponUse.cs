using Lobster.Core.Accounts;
using Lobster.Core.Ledger;

namespace Lobster.Core.Coupons;

/// <summary>One use of a coupon by one account.</summary>
public sealed class CouponUse
{
    /// <summary>The coupon.</summary>
    public CouponId CouponId { get; set; }

    /// <summary>The account.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>The account's how-manieth use of this coupon, from 1; unique with the two above, so that two clicks at once are one use.</summary>
    public int Number { get; set; }

    /// <summary>The request that used it, unique.</summary>
    public Guid RequestId { get; set; }

    /// <summary>The ledger entry that it made.</summary>
    public LedgerEntryId EntryId { get; set; }

    /// <summary>When (business clock).</summary>
    public Instant At { get; set; }
}
