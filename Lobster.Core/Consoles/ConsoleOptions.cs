namespace Lobster.Core.Consoles;

/// <summary>The section <c>Lobster:Console</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class ConsoleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Console";

    /// <summary>For how many seconds a ticket can be used.</summary>
    public int TicketSeconds { get; set; } = 60;

    /// <summary>After how many minutes without anything typed a console is closed.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>After how many minutes it is closed in any case.</summary>
    public int LongestMinutes { get; set; } = 480;

    /// <summary>How many consoles one user may have open.</summary>
    public int MostPerUser { get; set; } = 5;

    /// <summary>How many consoles one panel process serves.</summary>
    public int MostPerNode { get; set; } = 200;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (TicketSeconds is < 5 or > 300) yield return Wrong(nameof(TicketSeconds), TicketSeconds, "5 to 300");
        if (IdleMinutes is < 1 or > 1440) yield return Wrong(nameof(IdleMinutes), IdleMinutes, "1 to 1440");
        if (LongestMinutes is < 1 or > 10_080) yield return Wrong(nameof(LongestMinutes), LongestMinutes, "1 to 10080");
        if (MostPerUser is < 1 or > 100) yield return Wrong(nameof(MostPerUser), MostPerUser, "1 to 100");
        if (MostPerNode is < 1 or > 10_000) yield return Wrong(nameof(MostPerNode), MostPerNode, "1 to 10000");
    }

    private static string Wrong(string name, int value, string range) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{name} is {value}, but must be {range}.");
}
