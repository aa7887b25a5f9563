namespace Lobster.Core.VirtualMachines;

/// <summary>One visible step of an operation.</summary>
public sealed class OperationStep
{
    /// <summary>The operation.</summary>
    public OperationId OperationId { get; set; }

    /// <summary>0, 1, 2 … within the operation.</summary>
    public int Ordinal { get; set; }

    /// <summary>What is done, for the page ("Accepted by Amsterdam").</summary>
    public required string Name { get; set; }

    /// <summary>A second line while it lasts ("Third try at 09:44").</summary>
    public string? Detail { get; set; }

    /// <summary>How it stands.</summary>
    public StepState State { get; set; }

    /// <summary>When it began (system clock).</summary>
    public Instant StartedAt { get; set; }

    /// <summary>When it ended (system clock).</summary>
    public Instant? FinishedAt { get; set; }
}
