using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines.Operations;

namespace Lobster.Web.Scheduling;

/// <summary>Gives back, as the last thing, every lease that this node still holds, so that others need not wait until it runs out.</summary>
internal sealed class LeaseReturn(OperationClaims claims, SweepGate gate, TimeProvider time, ILogger<LeaseReturn> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Not by the host's token: it has run out when something hung, which is when this matters most.
        using var limit = new CancellationTokenSource(Grace.Call, time);
        try
        {
            await claims.ReleaseOwnAsync(limit.Token);
            await gate.ReleaseOwnAsync(limit.Token);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Leases could not be given back; they run out by themselves");
        }
    }
}
