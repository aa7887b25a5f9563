using System.Text.Json;
using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>How far an operation is. Stored as JSON, so that another worker can go on where a killed one stood.</summary>
public sealed record OperationProgress
{
    /// <summary>Where it stands.</summary>
    public OperationPhase Phase { get; init; }

    /// <summary>What is being waited for when <see cref="Phase"/> is <see cref="OperationPhase.Waiting"/>.</summary>
    public WaitKind Wait { get; init; }

    /// <summary>The backend's task.</summary>
    public string? TaskId { get; init; }

    /// <summary>The power state to wait for; null: any settled one.</summary>
    public string? Goal { get; init; }

    /// <summary>The id of what is being made, once the backend has told it.</summary>
    public string? ResultId { get; init; }

    /// <summary>How often the create token was looked up in vain since the last request was sent.</summary>
    public int LookUps { get; init; }

    /// <summary>Since when it waits for the backend, in microseconds of the system clock; zero while it does not.</summary>
    public long Since { get; init; }

    /// <summary>How often the request itself was sent.</summary>
    public int Sent { get; init; }

    /// <summary>Why it failed, kept while it tidies up.</summary>
    public string? Failure { get; init; }

    /// <summary>Reads what was stored.</summary>
    public static OperationProgress Read(string json) => JsonSerializer.Deserialize<OperationProgress>(json) ?? new();

    /// <summary>As it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The progress after the backend has taken a change: over, or waiting for it.</summary>
    public OperationProgress Await(BackendChange change) => change switch
    {
        BackendChange.Done => this with { Phase = OperationPhase.Waiting, Wait = WaitKind.Nothing, ResultId = change.ResultId ?? ResultId },
        BackendChange.Poll poll => this with { Phase = OperationPhase.Waiting, Wait = WaitKind.Task, TaskId = poll.TaskId, ResultId = change.ResultId ?? ResultId },
        BackendChange.WatchVm watch => this with { Phase = OperationPhase.Waiting, Wait = WaitKind.Vm, Goal = watch.Goal?.Value, ResultId = change.ResultId ?? ResultId },
        BackendChange.WatchImage => this with { Phase = OperationPhase.Waiting, Wait = WaitKind.Image, ResultId = change.ResultId },
        _ => throw new InvalidOperationException($"A change of the kind {change.GetType().Name} is unknown."),
    };
}
