using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Core.Reconciliation;

/// <summary>Registers the comparison of backends with the panel, and what is done about it.</summary>
public static class ReconciliationModule
{
    /// <summary>Adds the sweep and its use cases; <see cref="ReconcileOptions"/> with defaults where the program registered none.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReconcileOptions());
        return services.AddSingleton<FindingWriter>().AddSingleton<FindingDesk>().AddSingleton<OrphanRemoval>().AddSingleton<ReconcileSweep>()
            .AddSingleton<MachineAdoption>().AddSingleton<GhostEnding>().AddSingleton<DifferenceActs>().AddSingleton<FindingQueries>();
    }
}
