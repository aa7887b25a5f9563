using Coravel.Invocable;
using Lobster.Core.Sweeps;

namespace Lobster.Web.Scheduling;

/// <summary>Makes a pass of one sweep when Coravel ticks. What is due is decided by the sweep and its clock.</summary>
internal sealed partial class SweepTick<TSweep>(TSweep sweep, IHostApplicationLifetime life, TimeProvider time, ILogger<SweepTick<TSweep>> log) : IInvocable
    where TSweep : ISweep
{
    public async Task Invoke()
    {
        try
        {
            var result = await Grace.LeaveAfterStopAsync(sweep.RunAsync(life.ApplicationStopping), time, life.ApplicationStopping);
            if (result.HeldBecause is { } reason) LogHeld(sweep.Name, reason);
            else if (result.Done + result.Failed > 0) LogDone(sweep.Name, result.Done, result.Failed);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFailed(e, sweep.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Sweep} sweep is held: {Reason}")]
    private partial void LogHeld(string sweep, string reason);

    [LoggerMessage(LogLevel.Information, "The {Sweep} sweep did {Done} and set {Failed} aside")]
    private partial void LogDone(string sweep, int done, int failed);

    [LoggerMessage(LogLevel.Error, "The {Sweep} sweep failed; the next pass goes on where it stood")]
    private partial void LogFailed(Exception e, string sweep);
}
