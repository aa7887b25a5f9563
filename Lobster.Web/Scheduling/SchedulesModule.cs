using Coravel;

namespace Lobster.Web.Scheduling;

/// <summary>Registers and starts what runs by itself. Coravel gives the ticks; what is due is decided by the sweeps and their clock.</summary>
internal static class SchedulesModule
{
    /// <summary>Registers the sweeps' ticks and the workers.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddScheduler();
        services.AddTransient<ChargeTick>();
        services.AddTransient<StatusTick>();
        return services.AddHostedService<OperationWorkers>();
    }

    /// <summary>Starts the ticks.</summary>
    public static void UseSchedules(this WebApplication app) => app.Services.UseScheduler(schedule =>
    {
        schedule.Schedule<ChargeTick>().EverySeconds(2).PreventOverlapping(nameof(ChargeTick));
        schedule.Schedule<StatusTick>().EverySeconds(5).PreventOverlapping(nameof(StatusTick));
    });
}
