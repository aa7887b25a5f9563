namespace Lobster.Core.Plans;

/// <summary>By what an admin sorts plans.</summary>
public enum PlanOrder
{
    /// <summary>As customers see them, the retired last.</summary>
    Shop,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The price for all regions; those without one first.</summary>
    Price,

    /// <summary>How many machines use it.</summary>
    Machines,
}
