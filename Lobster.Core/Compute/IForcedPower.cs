namespace Lobster.Core.Compute;

/// <summary>Power off and reset without asking the guest, where the provider tells the two apart.</summary>
public interface IForcedPower : ICapability
{
    /// <summary>Pulls the plug. Stopped already is done.</summary>
    Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>Presses reset. A stopped machine is a <see cref="BackendErrorKind.Conflict"/>.</summary>
    Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken);
}
