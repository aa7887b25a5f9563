namespace Lobster.Core.Regions;

/// <summary>Which regions an admin wants to see.</summary>
public enum RegionShown
{
    /// <summary>Those that take new machines.</summary>
    Open,

    /// <summary>Those that do not.</summary>
    Closed,

    /// <summary>Those whose backend does not answer.</summary>
    Failing,
}
