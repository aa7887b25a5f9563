using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>A piece of work to begin on a machine. While it lasts, nothing else may be begun there but deletion.</summary>
/// <param name="Kind">What it is, for people.</param>
/// <param name="Duration">How long it takes, in system time.</param>
/// <param name="Shown">The power state to show meanwhile; null: as before, and the machine goes on running.</param>
/// <param name="Then">The power state afterwards.</param>
internal sealed record SandboxTask(string Kind, TimeSpan Duration, PowerState? Shown, PowerState Then)
{
    public const string Delete = "delete";

    public string? ResultId { get; init; }

    public string? PlanId { get; init; }

    public VmSize? Size { get; init; }

    public string? ImageId { get; init; }

    public bool? IsIso { get; init; }

    /// <summary>Whether the machine is started by whoever asks how this task stands, as a step of its own.</summary>
    public bool StartAfter { get; init; }
}
