namespace Lobster.Core.Payments;

/// <summary>The section <c>Lobster:Payments</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class PaymentOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Payments";

    /// <summary>Whether money that is less than was asked for is credited as far as it came, instead of waiting for an admin.</summary>
    public bool CreditUnderpaid { get; set; }

    /// <summary>Whether the exact amount that comes after its payment had ended is credited, instead of waiting for an admin.</summary>
    public bool CreditLate { get; set; }

    /// <summary>What happens while a payment is disputed. In each case the credit goes when the dispute is lost.</summary>
    public DisputePolicy WhenDisputed { get; set; } = DisputePolicy.Hold;

    /// <summary>How many payments an account may begin within an hour, against those who try out stolen cards.</summary>
    public int MostPerHour { get; set; } = 10;

    /// <summary>Seconds after which a payment that is not finished is looked up at the provider, and the first gap between looks.</summary>
    public int LookAfterSeconds { get; set; } = 300;

    /// <summary>For how many days a finished payment may still change without a call of the provider: once after each of them it is looked up.</summary>
    public int LookBackDays { get; set; } = 3;

    /// <summary>Above which amount, in units, a second member of staff must approve money that was recorded by hand.</summary>
    public decimal SecondApprovalAbove { get; set; } = 500;

    /// <summary>For how many days the bodies of calls are kept; they hold personal data. Their verdicts stay.</summary>
    public int KeepBodiesDays { get; set; } = 180;

    /// <summary>The most, in units, that an account's rule for automatic top-up may charge in a UTC month, tax included.</summary>
    public decimal AutomaticMostPerMonth { get; set; } = 1000;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(WhenDisputed)) yield return Wrong(nameof(WhenDisputed), WhenDisputed, "must be Hold, Suspend or Leave");
        if (MostPerHour is < 1 or > 1000) yield return Wrong(nameof(MostPerHour), MostPerHour, "must be 1 to 1000");
        if (LookAfterSeconds is < 5 or > 86_400) yield return Wrong(nameof(LookAfterSeconds), LookAfterSeconds, "must be 5 to 86400");
        if (LookBackDays is < 0 or > 30) yield return Wrong(nameof(LookBackDays), LookBackDays, "must be 0 to 30");
        if (SecondApprovalAbove is < 0 or > 1_000_000) yield return Wrong(nameof(SecondApprovalAbove), SecondApprovalAbove, "must be 0 to 1000000");
        if (KeepBodiesDays is < 30 or > 3650) yield return Wrong(nameof(KeepBodiesDays), KeepBodiesDays, "must be 30 to 3650");
        if (AutomaticMostPerMonth is < 1 or > 1_000_000) yield return Wrong(nameof(AutomaticMostPerMonth), AutomaticMostPerMonth, "must be 1 to 1000000");
    }

    private static string Wrong(string name, object value, string rule) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{name} is {value}, but {rule}.");
}
