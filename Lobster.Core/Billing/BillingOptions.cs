namespace Lobster.Core.Billing;

/// <summary>The section <c>Lobster:Billing</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class BillingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Billing";

    /// <summary>ISO 4217 code of the one currency; stored at first start and fixed from then on.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>Length of a charged interval in minutes; divides a day; stored at first start and fixed from then on.</summary>
    public int IntervalMinutes { get; set; } = 60;

    /// <summary>The fewest intervals that a machine is charged for.</summary>
    public int MinimumIntervals { get; set; } = 1;

    /// <summary>Credit that must be there to create a machine, in units.</summary>
    public decimal MinimumCredit { get; set; }

    /// <summary>For how many hours credit must cover the whole burn rate, the new machine included.</summary>
    public int MinimumHours { get; set; } = 1;

    /// <summary>How many machines an account may have unless an admin says otherwise.</summary>
    public int VmLimit { get; set; } = 20;

    /// <summary>The smallest deposit, in units.</summary>
    public decimal MinimumDeposit { get; set; } = 5;

    /// <summary>The largest deposit, in units.</summary>
    public decimal MaximumDeposit { get; set; } = 300;

    /// <summary>Days after the last sweep beyond which a clock is not believed without an admin's word.</summary>
    public int HeartbeatDays { get; set; } = 7;

    /// <summary>How many days of charges one pass may post to an account without an admin's word; beyond, the account is parked.</summary>
    public int CatchUpDays { get; set; } = 31;

    /// <summary>How many machines one transaction charges at most, whole accounts together.</summary>
    public int BatchSize { get; set; } = 2000;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
            yield return Wrong(nameof(Currency), Currency, "must be a code of three capital letters, such as USD");
        if (IntervalMinutes < 1 || 1440 % Math.Max(IntervalMinutes, 1) != 0)
            yield return Wrong(nameof(IntervalMinutes), IntervalMinutes, "must divide the 1440 minutes of a day");
        if (MinimumIntervals is < 1 or > 1000) yield return Wrong(nameof(MinimumIntervals), MinimumIntervals, "must be 1 to 1000");
        if (MinimumCredit is < 0 or > 1_000_000) yield return Wrong(nameof(MinimumCredit), MinimumCredit, "must be 0 to 1000000");
        if (MinimumHours is < 0 or > 8760) yield return Wrong(nameof(MinimumHours), MinimumHours, "must be 0 to 8760");
        if (VmLimit is < 0 or > 100_000) yield return Wrong(nameof(VmLimit), VmLimit, "must be 0 to 100000");
        if (MinimumDeposit <= 0 || decimal.Round(MinimumDeposit, 2) != MinimumDeposit)
            yield return Wrong(nameof(MinimumDeposit), MinimumDeposit, "must be above 0 with at most two decimals");
        if (MaximumDeposit < MinimumDeposit || MaximumDeposit > 1_000_000)
            yield return Wrong(nameof(MaximumDeposit), MaximumDeposit, "must lie between MinimumDeposit and 1000000");
        if (HeartbeatDays is < 1 or > 365) yield return Wrong(nameof(HeartbeatDays), HeartbeatDays, "must be 1 to 365");
        if (CatchUpDays is < 1 or > 3650) yield return Wrong(nameof(CatchUpDays), CatchUpDays, "must be 1 to 3650");
        if (BatchSize is < 1 or > 100_000) yield return Wrong(nameof(BatchSize), BatchSize, "must be 1 to 100000");
    }

    private static string Wrong(string name, object value, string rule) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{name} is {value}, but {rule}.");
}
