using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>A row of the machine table with the task that holds it, if any.</summary>
internal sealed record SandboxMachine
{
    public required long Seq { get; init; }

    public required string Name { get; init; }

    public required VmMark? Mark { get; init; }

    public required string? PlanId { get; init; }

    public required int VCpus { get; init; }

    public required int RamMb { get; init; }

    public required int DiskGb { get; init; }

    public required string ImageId { get; init; }

    public required bool IsIso { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The last settled state.</summary>
    public required PowerState Power { get; init; }

    /// <summary>Since when its counter counts, business micros.</summary>
    public required long CounterBiz { get; init; }

    /// <summary>The kind of the unfinished task; null when nothing holds it.</summary>
    public required string? TaskKind { get; init; }

    /// <summary>What the unfinished task makes the state look like; null: nothing.</summary>
    public required PowerState? Shown { get; init; }

    public string Id => SandboxIds.Machine(Seq);

    public PowerState State => Shown ?? Power;
}
