namespace Lobster.Core.TopUps;

/// <summary>What about an account forbids to charge its card, whatever its rule says.</summary>
public enum TopUpBar
{
    /// <summary>A payment of it is disputed, or a dispute was lost.</summary>
    Dispute,

    /// <summary>It was terminated.</summary>
    Terminated,

    /// <summary>An admin has closed it.</summary>
    Closed,

    /// <summary>It is parked: nothing about its money changes until it is looked at.</summary>
    Parked,

    /// <summary>Staff have suspended it; credit would not bring its machines back.</summary>
    SuspendedByStaff,
}
