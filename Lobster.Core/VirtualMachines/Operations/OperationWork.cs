using System.Text.Json;
using Lobster.Core.Compute;
using Lobster.Core.Images;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>All that a handler sees of one claimed operation; read anew before every step.</summary>
/// <param name="Operation">The operation as claimed.</param>
/// <param name="Vm">Its machine; null for operations on images alone.</param>
/// <param name="Image">Its image; null when it has none.</param>
/// <param name="Region">Where.</param>
/// <param name="Backend">What to ask.</param>
/// <param name="IsResumed">Whether this step is the first since a claim, so that whatever went before may have been cut off anywhere.</param>
public sealed record OperationWork(
    Operation Operation, VirtualMachine? Vm, Image? Image, Region Region, IComputeBackend Backend, bool IsResumed)
{
    /// <summary>How far it is.</summary>
    public OperationProgress Progress { get; } = OperationProgress.Read(Operation.Progress);

    /// <summary>The machine's id at the backend.</summary>
    /// <exception cref="InvalidOperationException">The backend has not accepted it yet.</exception>
    public string BackendVmId => Vm?.BackendId ?? throw new InvalidOperationException($"Operation {Operation.Id} needs a machine that the backend knows.");

    /// <summary>Reads the operation's arguments.</summary>
    public T Arguments<T>() => JsonSerializer.Deserialize<T>(Operation.Arguments)
        ?? throw new InvalidOperationException($"Operation {Operation.Id} has no arguments.");

    /// <summary>The backend as a capability it had when the operation was queued.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: it no longer has it.</exception>
    public T Capability<T>() where T : class => Backend as T
        ?? throw new BackendException(BackendErrorKind.Rejected, $"{Region.Name} no longer offers this.");
}
