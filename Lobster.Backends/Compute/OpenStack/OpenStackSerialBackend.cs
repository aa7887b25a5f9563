using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Machines at a cloud that has serial consoles, as the region's form says. Nova tells nowhere beforehand whether it has.</summary>
internal sealed class OpenStackSerialBackend(
    Guid installation, OpenStackOptions options, OpenStackIdentity identity, OpenStackCompute compute, OpenStackGlance glance, OpenStackNeutron neutron, OpenStackTerminals terminals,
    TimeProvider time) : OpenStackBackend(installation, options, identity, compute, glance, neutron, time), ITerminal
{
    public override BackendDescription Description { get; } = new(Lacking);

    public async Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireRunningAsync(vmId, "The terminal answers only while the machine runs.", cancellationToken);
        return await terminals.OpenAsync(vmId, cancellationToken);
    }
}
