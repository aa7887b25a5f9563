namespace Lobster.Core.Compute;

/// <summary>A button that only this provider has.</summary>
/// <param name="Id">Stable within the provider.</param>
/// <param name="Label">What stands on it.</param>
public sealed record CustomAction(string Id, string Label)
{
    /// <summary>What it does, for the customer.</summary>
    public string? Help { get; init; }

    /// <summary>
    /// Whether it only looks: answers at once with a text or a link, changes nothing, and may be asked for again and again. What changes something is
    /// carried out as an operation, and tells no more than a login.
    /// </summary>
    public bool IsRead { get; init; }

    /// <summary>Whether to ask before doing it.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>What to ask for; empty: nothing.</summary>
    public IReadOnlyList<OptionField> Fields { get; init; } = [];

    /// <summary>Why it cannot be used now; null: it can.</summary>
    public string? DisabledBecause { get; init; }
}
