using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>
/// A durable request to change a machine or an image. Written in the transaction that validated it, claimed by a worker with a
/// lease and a fencing number, retried with back-off, and resumed after a crash.
/// </summary>
public sealed class Operation
{
    /// <summary>The operation's number.</summary>
    public OperationId Id { get; set; }

    /// <summary>The request that asked for it, unique.</summary>
    public Guid RequestId { get; set; }

    /// <summary>What it does.</summary>
    public OperationKind Kind { get; set; }

    /// <summary>The machine it changes; null when it changes only an image.</summary>
    public VmId? VmId { get; set; }

    /// <summary>The image it makes, fetches or deletes; null otherwise.</summary>
    public ImageId? ImageId { get; set; }

    /// <summary>Whose it is; null for public images.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>Where it is done.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>What else it needs, as JSON; its shape belongs to <see cref="Kind"/>. Never a secret.</summary>
    public string Arguments { get; set; } = "{}";

    /// <summary>Where it is.</summary>
    public OperationState State { get; set; }

    /// <summary>Higher goes first: delete, suspend and terminate before a customer's other requests.</summary>
    public int Priority { get; set; }

    /// <summary>How far it is and what it waits for, as JSON; enough for any worker to go on after a crash. Never a secret.</summary>
    public string Progress { get; set; } = "{}";

    /// <summary>0 to 100 when the backend tells; null otherwise.</summary>
    public int? ProgressPercent { get; set; }

    /// <summary>How often it was tried and failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this moment (system clock).</summary>
    public Instant DueAt { get; set; }

    /// <summary>Which worker has it; null when none.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when that worker has it (system clock).</summary>
    public Instant? LeaseUntil { get; set; }

    /// <summary>Goes up with every claim; a worker that lost its lease writes under an old number and is refused.</summary>
    public long Fence { get; set; }

    /// <summary>What went wrong, in words for the customer; null while nothing has.</summary>
    public string? Error { get; set; }

    /// <summary>Who asked.</summary>
    public required Actor Actor { get; set; }

    /// <summary>When it was asked for (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it was first claimed (business clock).</summary>
    public Instant? StartedAt { get; set; }

    /// <summary>When it ended (business clock).</summary>
    public Instant? FinishedAt { get; set; }

    /// <summary>What has been done, in order.</summary>
    public List<OperationStep> Steps { get; set; } = [];
}
