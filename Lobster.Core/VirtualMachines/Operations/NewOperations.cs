using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Images;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Makes operations that are about to be queued.</summary>
public static class NewOperations
{
    /// <summary>Priority of what the panel or a deletion wants; a customer's other requests have 0.</summary>
    public const int Urgent = 100;

    /// <summary>An operation on a machine.</summary>
    public static Operation ForVm(
        VirtualMachine vm, OperationKind kind, Guid requestId, object? arguments, Actor actor, Instant now, Instant systemNow, int priority = 0) => new()
        {
            RequestId = requestId, Kind = kind, VmId = vm.Id, AccountId = vm.AccountId, RegionId = vm.RegionId, Priority = priority,
            Arguments = Write(arguments), Actor = actor, CreatedAt = now, DueAt = systemNow, Steps = [Requested(systemNow)],
        };

    /// <summary>An operation on an image alone.</summary>
    public static Operation ForImage(Image image, OperationKind kind, Guid requestId, object? arguments, Actor actor, Instant now, Instant systemNow) => new()
    {
        RequestId = requestId, Kind = kind, ImageId = image.Id, AccountId = image.AccountId, RegionId = image.RegionId,
        Arguments = Write(arguments), Actor = actor, CreatedAt = now, DueAt = systemNow, Steps = [Requested(systemNow)],
    };

    private static string Write(object? arguments) => arguments is null ? "{}" : JsonSerializer.Serialize(arguments, arguments.GetType());

    private static OperationStep Requested(Instant at) => new() { Name = "Requested", State = StepState.Done, StartedAt = at, FinishedAt = at };
}
