using Coravel;
using Coravel.Scheduling.Schedule.Interfaces;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Consoles;
using Lobster.Core.Coupons;
using Lobster.Core.Images;
using Lobster.Core.Payments;
using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Core.Standing;
using Lobster.Core.Sweeps;
using Lobster.Core.TopUps;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;

namespace Lobster.Web.Scheduling;

/// <summary>Registers and starts what runs by itself. Coravel gives the ticks; what is due is decided by the sweeps and their clock.</summary>
internal static class SchedulesModule
{
    /// <summary>Registers the sweeps' ticks and the workers.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        // Hosted services stop in reverse: what is registered first sees what all others left behind.
        services.AddHostedService<LeaseReturn>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = Grace.Program);
        services.AddScheduler();
        services.AddTransient(typeof(SweepTick<>));
        services.AddHostedService<StandingWatch>();
        return services.AddHostedService<OperationWorkers>();
    }

    /// <summary>Starts the ticks.</summary>
    public static void UseSchedules(this WebApplication app) => app.Services.UseScheduler(schedule =>
    {
        schedule.Every<ChargeSweep>(2);
        schedule.Every<StatusSweep>(5);
        schedule.Every<ReconcileSweep>(15);
        schedule.Every<StorageSweep>(10);
        schedule.Every<ImageSizes>(30);
        schedule.Every<TransferSweep>(15);
        schedule.Every<TransferBilling>(15);
        schedule.Every<PriceMoveSweep>(15);
        schedule.Every<PaymentLookUps>(15);
        schedule.Every<RefundSender>(15);
        schedule.Every<TopUpSweep>(15);
        schedule.Every<PromoSweep>(30);
        schedule.Every<ConsoleSweep>(15);
        schedule.Every<StandingSweep>(5);
        schedule.Every<SuspensionSweep>(5);
        schedule.Schedule<SweepTick<DeliveryPruning>>().Hourly().PreventOverlapping(nameof(DeliveryPruning));
        schedule.Schedule<SweepTick<DifferenceReport>>().Hourly().PreventOverlapping(nameof(DifferenceReport));
        schedule.Schedule<SweepTick<VerifySweep>>().EveryMinute().PreventOverlapping(nameof(VerifySweep));
    });

    private static void Every<TSweep>(this IScheduler schedule, int seconds) where TSweep : ISweep =>
        schedule.Schedule<SweepTick<TSweep>>().EverySeconds(seconds).PreventOverlapping(typeof(TSweep).Name);
}
