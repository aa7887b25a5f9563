using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Standing;

/// <summary>Registers standing, on top of <see cref="StandingOptions"/> and an <see cref="IStandingLetters"/>.</summary>
public static class StandingModule
{
    /// <summary>Adds the sweeps and the use cases.</summary>
    public static IServiceCollection AddStanding(this IServiceCollection services) => services
        .AddSingleton<MachineSuspension>().AddSingleton<AccountTermination>().AddSingleton<StandingChanges>()
        .AddSingleton(s => new StandingSweep(
            s.GetRequiredService<Transactions>(), s.GetRequiredService<SweepGate>(), s.GetRequiredService<BusinessClock>(), s.GetRequiredService<StandingOptions>(),
            s.GetRequiredService<StandingChanges>(), s.GetRequiredService<AccountTermination>(), s.GetRequiredService<ILogger<StandingSweep>>()))
        .AddSingleton(s => new SuspensionSweep(
            s.GetRequiredService<Transactions>(), s.GetRequiredService<SweepGate>(), s.GetRequiredService<BusinessClock>(), s.GetRequiredService<MachineSuspension>()))
        .AddSingleton(s => new AccountSuspension(
            s.GetRequiredService<Transactions>(), s.GetRequiredService<BusinessClock>(), s.GetRequiredService<StandingOptions>(),
            s.GetRequiredService<MachineSuspension>(), s.GetRequiredService<StandingChanges>()))
        .AddSingleton<Payments.IDisputeSuspension, DisputeSuspension>()
        .AddSingleton<StandingHistory>();
}
