using System.Globalization;

namespace Lobster.Core.Billing.Transfer;

/// <summary>The section <c>Lobster:Transfer</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class TransferOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Transfer";

    /// <summary>Bytes in a GB of transfer: 10⁹, as providers sell it.</summary>
    public const long BytesPerGb = 1_000_000_000;

    /// <summary>Every how many business minutes counters are read.</summary>
    public int MeterMinutes { get; set; } = 10;

    /// <summary>At which percentages of the pool the owner is told, rising, separated by commas; empty: never.</summary>
    public string Notices { get; set; } = "80,100";

    /// <summary>GB of each pool that are free beyond the allowance.</summary>
    public int GraceGb { get; set; }

    /// <summary>How fast a machine can be connected at most, in Gbit/s; a counter that moves faster is not believed.</summary>
    public int LinkGbit { get; set; } = 10;

    /// <summary>Hours after a month's end until its pools are closed, so that late readings can arrive.</summary>
    public int CloseHours { get; set; } = 48;

    /// <summary>The percentages.</summary>
    public IReadOnlyList<int> Percentages => Read(Notices) ?? [];

    /// <summary>The bytes that a link carries in a second.</summary>
    public long LinkBytesPerSecond => LinkGbit * 125_000_000L;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (MeterMinutes is < 1 or > 1440) yield return Wrong(nameof(MeterMinutes), MeterMinutes, "must be 1 to 1440");
        if (Read(Notices) is null) yield return Wrong(nameof(Notices), Notices, "must be rising whole percentages of 1 to 1000 such as 80,100");
        if (GraceGb is < 0 or > 1_000_000) yield return Wrong(nameof(GraceGb), GraceGb, "must be 0 to 1000000");
        if (LinkGbit is < 1 or > 10_000) yield return Wrong(nameof(LinkGbit), LinkGbit, "must be 1 to 10000");
        if (CloseHours is < 1 or > 480) yield return Wrong(nameof(CloseHours), CloseHours, "must be 1 to 480");
    }

    private static List<int>? Read(string? text)
    {
        var percentages = new List<int>();
        foreach (var word in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) || percent is < 1 or > 1000) return null;
            if (percentages.Count > 0 && percent <= percentages[^1]) return null;
            percentages.Add(percent);
        }

        return percentages;
    }

    private static string Wrong(string name, object value, string rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{Section}:{name} is {value}, but {rule}.");
}
