namespace Lobster.Core.Reconciliation;

/// <summary>In what a machine differs from what the panel says.</summary>
[Flags]
public enum DifferenceParts
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>Processors, memory, disk or the backend's size id.</summary>
    Size = 1,

    /// <summary>The name.</summary>
    Name = 2,
}
