namespace Lobster.Core.VirtualMachines;

/// <summary>What the customer last asked for.</summary>
public enum DesiredPower
{
    /// <summary>Running.</summary>
    On,

    /// <summary>Stopped.</summary>
    Off,
}
