namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>How an action of the provider stands.</summary>
internal enum DigitalOceanProgress
{
    /// <summary>Not over yet.</summary>
    UnderWay,

    /// <summary>Over, and well.</summary>
    Completed,

    /// <summary>Over, and not done. The provider gives no reason.</summary>
    Errored,
}
