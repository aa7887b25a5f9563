namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>The steps of a resize. A machine that is stopped begins with <see cref="Change"/>, one that was stopped before ends with it.</summary>
internal enum DigitalOceanResizeStep
{
    /// <summary>The guest shuts down.</summary>
    ShutDown,

    /// <summary>It did not, and its power is cut.</summary>
    Cut,

    /// <summary>The provider changes the size.</summary>
    Change,

    /// <summary>It starts again.</summary>
    Start,

    /// <summary>It starts again with the size that it had, since the change failed.</summary>
    Restore,
}
