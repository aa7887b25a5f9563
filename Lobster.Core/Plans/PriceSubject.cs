namespace Lobster.Core.Plans;

/// <summary>What a price version is for.</summary>
public enum PriceSubject
{
    /// <summary>A plan, per hour.</summary>
    Plan,

    /// <summary>Stored images, per GB and hour.</summary>
    ImageStorage,

    /// <summary>Transfer beyond the pool, per GB.</summary>
    TransferOverage,
}
