using Coravel.Invocable;
using Lobster.Core.VirtualMachines;

namespace Lobster.Web.Scheduling;

/// <summary>Runs the status sweep when Coravel ticks.</summary>
internal sealed class StatusTick(StatusSweep sweep, IHostApplicationLifetime life, ILogger<StatusTick> log) : IInvocable
{
    public async Task Invoke()
    {
        try
        {
            await sweep.RunAsync(life.ApplicationStopping);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.LogError(e, "A status sweep failed");
        }
    }
}
