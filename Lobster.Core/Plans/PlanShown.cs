namespace Lobster.Core.Plans;

/// <summary>Which plans an admin wants to see.</summary>
public enum PlanShown
{
    /// <summary>Those that new machines may take.</summary>
    Sold,

    /// <summary>Those switched off for now.</summary>
    Off,

    /// <summary>Those withdrawn for good.</summary>
    Retired,
}
