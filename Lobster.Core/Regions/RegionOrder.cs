namespace Lobster.Core.Regions;

/// <summary>By what an admin sorts regions.</summary>
public enum RegionOrder
{
    /// <summary>As customers see them.</summary>
    Shop,

    /// <summary>The name.</summary>
    Name,

    /// <summary>How many machines run there.</summary>
    Machines,

    /// <summary>What they cost their owners an hour.</summary>
    Rate,
}
