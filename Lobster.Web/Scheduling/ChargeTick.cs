using Coravel.Invocable;
using Lobster.Core.Billing;

namespace Lobster.Web.Scheduling;

/// <summary>Runs the charge sweep when Coravel ticks.</summary>
internal sealed class ChargeTick(ChargeSweep sweep, IHostApplicationLifetime life, ILogger<ChargeTick> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            var result = await sweep.RunAsync(life.ApplicationStopping);
            if (result.HeldBecause is { } reason) log.LogError("Charging is held: {Reason}", reason);
            else if (result.Done + result.Failed > 0) log.LogInformation("Charged {Done} machines, set {Failed} accounts aside", result.Done, result.Failed);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.LogError(e, "A charge sweep failed; the next one goes on where it stood");
        }
    }
}
