using System.Text.Json;
using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Copies what a backend tells about a machine onto its row.</summary>
internal static class SeenVm
{
    /// <summary>Notes power state and addresses. What was not told stays as it was.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool See(this VirtualMachine vm, BackendVm seen, Instant at)
    {
        var changed = false;
        if (seen.Power is { } power)
        {
            changed = vm.PowerState != power.Value;
            (vm.PowerState, vm.PowerStateAt) = (power.Value, at);
        }

        if (seen.Addresses is not { } addresses) return changed;
        var listed = JsonSerializer.Serialize(addresses.Select(a => a.Address.ToString()));
        changed |= vm.Addresses != listed;
        vm.Addresses = listed;
        return changed;
    }
}
