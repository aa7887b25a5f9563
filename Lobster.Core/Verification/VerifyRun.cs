using System.Text.Json;

namespace Lobster.Core.Verification;

/// <summary>One look at the books that came to its end.</summary>
public sealed class VerifyRun
{
    /// <summary>How many violations a row keeps in full.</summary>
    public const int Kept = 200;

    /// <summary>The run's number.</summary>
    public VerifyRunId Id { get; set; }

    /// <summary>The UTC day (system clock) whose nightly run it is, one a day; null for one that somebody asked for.</summary>
    public DateOnly? Night { get; set; }

    /// <summary>Which node ran it.</summary>
    public required string Node { get; set; }

    /// <summary>When it began (system clock).</summary>
    public Instant StartedAt { get; set; }

    /// <summary>When it ended (system clock).</summary>
    public Instant FinishedAt { get; set; }

    /// <summary>Accounts looked at.</summary>
    public long Accounts { get; set; }

    /// <summary>Ledger entries looked at.</summary>
    public long Entries { get; set; }

    /// <summary>Lines looked at: of machines, storage and transfer.</summary>
    public long Lines { get; set; }

    /// <summary>How many violations were found.</summary>
    public int Violations { get; set; }

    /// <summary>The first <see cref="Kept"/> of them, as JSON; null when there were none.</summary>
    public string? Details { get; set; }

    /// <summary>The violations that were kept.</summary>
    public IReadOnlyList<Violation> Read() => Details is null ? [] : JsonSerializer.Deserialize<List<Violation>>(Details)!;

    internal void Keep(VerifyReport report)
    {
        (Accounts, Entries, Lines, Violations) = (report.Counts.Accounts, report.Counts.Entries, report.Counts.Lines, report.Total);
        if (report.Total > 0) Details = JsonSerializer.Serialize(report.Violations.Take(Kept));
    }
}
