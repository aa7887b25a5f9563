namespace Lobster.Core.Reconciliation;

/// <summary>Which findings a list shows.</summary>
public enum FindingShown
{
    /// <summary>Those that wait for an admin or are being removed.</summary>
    Open,

    /// <summary>Those that an admin wants left alone.</summary>
    SetAside,

    /// <summary>Those that are over.</summary>
    Resolved,
}
