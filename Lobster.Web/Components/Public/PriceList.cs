using Lobster.Core;

namespace Lobster.Web.Components.Public;

/// <summary>What the landing page says about money.</summary>
/// <param name="Plans">Plans on sale, cheapest first.</param>
/// <param name="TransferPerGb">Transfer over the pool; null when nothing is sold.</param>
/// <param name="StoragePerGbHour">Image storage; null when free.</param>
/// <param name="SmallestDeposit">The least one can pay in.</param>
/// <param name="NoticeHours">Under how many hours of credit notices go out.</param>
/// <param name="DebtHours">How many hours of debt end in termination.</param>
public sealed record PriceList(IReadOnlyList<PlanPrice> Plans, Money? TransferPerGb, Money? StoragePerGbHour, Money SmallestDeposit, int NoticeHours = 168, int DebtHours = 168)
{
    /// <summary>How many notices go out before machines are stopped.</summary>
    public int NoticesBeforeSuspension { get; init; } = 5;

    /// <summary>How many before they are deleted.</summary>
    public int NoticesBeforeTermination { get; init; } = 10;

    /// <summary>Nothing on sale.</summary>
    public static PriceList Empty { get; } = new([], null, null, Money.FromUnits(5));
}
