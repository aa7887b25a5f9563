namespace Lobster.Core.VirtualMachines;

/// <summary>By what a list of machines is sorted.</summary>
public enum VmOrder
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By the name of the region.</summary>
    Region,

    /// <summary>By price.</summary>
    Rate,

    /// <summary>By what it cost this month.</summary>
    Month,

    /// <summary>By age.</summary>
    Created,
}
