using System.Data.Common;
using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>Every other second asks the database which of this process's consoles may stay open, so that a log-out or a suspension on any panel ends them within five seconds.</summary>
internal sealed class ConsoleWatch(RunningConsoles consoles, ConsoleGate gate, ConsoleOptions options, TimeProvider time, ILogger<ConsoleWatch> log) : BackgroundService
{
    private const int RoundsPerSign = 5;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>One look at all that is open.</summary>
    /// <param name="says">Whether the database is told that they are open, too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task LookAsync(bool says, CancellationToken cancellationToken)
    {
        var open = consoles.All;
        if (open.Count == 0) return;
        foreach (var console in open) console.EndIfOver(options);
        var ending = (await gate.EndingAsync([.. open.Select(c => c.Id)], cancellationToken)).ToHashSet();
        foreach (var console in open.Where(c => ending.Contains(c.Id))) console.EndBecause(ConsoleEnd.Revoked);
        if (says) await gate.SayOpenAsync(open.Where(c => c.End is null).ToDictionary(c => c.Id, c => c.Tally), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                await LookAsync(round % RoundsPerSign == 0, stoppingToken);
            }
            catch (DbException e)
            {
                log.LogWarning("The open consoles could not be looked at: {Reason}", e.Message);
            }
        }
    }
}
