namespace Lobster.Core.Reconciliation;

/// <summary>The section <c>Lobster:Reconcile</c>.</summary>
public sealed class ReconcileOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Reconcile";

    /// <summary>The least time between two listings of a region, in seconds. A ghost must be missing in two of them.</summary>
    public int PauseSeconds { get; set; } = 600;

    /// <summary>Nothing younger than this many minutes, or changed within them, is judged.</summary>
    public int YoungMinutes { get; set; } = 15;

    /// <summary>For how many hours a ghost is left alone when an admin keeps waiting.</summary>
    public int WaitHours { get; set; } = 24;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (PauseSeconds is < 1 or > 86_400) yield return $"{Section}:PauseSeconds is {PauseSeconds}, but must be 1 to 86400.";
        if (YoungMinutes is < 1 or > 1440) yield return $"{Section}:YoungMinutes is {YoungMinutes}, but must be 1 to 1440.";
        if (WaitHours is < 1 or > 720) yield return $"{Section}:WaitHours is {WaitHours}, but must be 1 to 720.";
    }

    internal TimeSpan Pause => TimeSpan.FromSeconds(PauseSeconds);

    internal TimeSpan Young => TimeSpan.FromMinutes(YoungMinutes);
}
