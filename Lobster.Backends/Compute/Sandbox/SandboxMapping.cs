using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Turns rows into the contract's words.</summary>
internal static class SandboxMapping
{
    private static readonly Dictionary<Capability, string> IsoRestrictions = new()
    {
        [Capability.Snapshot] = SandboxRules.NoIsoSnapshot,
    };

    public static BackendVm Vm(SandboxMachine machine, IReadOnlyList<VmAddress> addresses)
    {
        var vm = new BackendVm(machine.Id, machine.Name)
        {
            Power = machine.State,
            RawState = machine.TaskKind is { } task ? $"{machine.State.Value} ({task})" : machine.State.Value,
            Mark = machine.Mark,
            CreatedAt = new Instant(machine.CreatedAt),
            PlanId = machine.PlanId,
            ImageId = machine.ImageId,
            VCpus = machine.VCpus,
            RamMb = machine.RamMb,
            DiskGb = machine.DiskGb,
            Addresses = addresses,
            Problem = machine.State == PowerState.Error ? "The simulated host broke under this machine. Start, reimage or delete it." : null,
        };
        return machine.IsIso ? vm with { Restrictions = IsoRestrictions } : vm;
    }
}
