namespace Lobster.Core.Billing.Corrections;

/// <summary>What a charge that can be corrected is for.</summary>
public enum ChargeKind
{
    /// <summary>A machine's intervals.</summary>
    Machine,

    /// <summary>An image's hours of storage.</summary>
    Storage,

    /// <summary>GB of transfer beyond a pool.</summary>
    Transfer,
}
