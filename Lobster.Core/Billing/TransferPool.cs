using Lobster.Core.Accounts;
using Lobster.Core.Regions;

namespace Lobster.Core.Billing;

/// <summary>Transfer of one account in one region and UTC month: allowance, used, billed. Starts anew each month.</summary>
public sealed class TransferPool
{
    /// <summary>The account.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>The region.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>The first day of the UTC month.</summary>
    public DateOnly Month { get; set; }

    /// <summary>Bytes used so far in the direction that counts.</summary>
    public long UsedBytes { get; set; }

    /// <summary>Allowance as last projected to the month's end, in bytes.</summary>
    public long AllowanceBytes { get; set; }

    /// <summary>Whole GB billed so far.</summary>
    public long BilledGb { get; set; }

    /// <summary>The highest percentage that a notice went out for.</summary>
    public int NoticedPercent { get; set; }

    /// <summary>When the month was closed; null while open.</summary>
    public Instant? ClosedAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
