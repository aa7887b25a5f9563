namespace Lobster.Core.Payments;

/// <summary>How a dispute stands. It only moves forward.</summary>
public enum DisputeState
{
    /// <summary>Claimed, not decided.</summary>
    Open,

    /// <summary>Decided for us, or withdrawn.</summary>
    Won,

    /// <summary>Decided against us: the money is gone.</summary>
    Lost,
}
