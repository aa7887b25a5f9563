using Lobster.Core;

namespace Lobster.Web.Observability;

/// <summary>What the gauges show: read from the database in one go, because a gauge itself must answer at once.</summary>
/// <param name="At">When it was read (system clock).</param>
/// <param name="Sweeps">Each sweep's last committed run (system clock); null when it never ran.</param>
/// <param name="Operations">How many operations are in each state that is not an end.</param>
/// <param name="FailingRegions">Regions whose backend does not answer.</param>
/// <param name="WaitingMails">E-mails not yet sent nor given up.</param>
internal sealed record PanelSnapshot(
    Instant At,
    IReadOnlyDictionary<string, Instant?> Sweeps,
    IReadOnlyDictionary<string, long> Operations,
    IReadOnlyList<string> FailingRegions,
    long WaitingMails)
{
    /// <summary>Before the first reading.</summary>
    public static PanelSnapshot None { get; } =
        new(default, new Dictionary<string, Instant?>(), new Dictionary<string, long>(), [], 0);
}
