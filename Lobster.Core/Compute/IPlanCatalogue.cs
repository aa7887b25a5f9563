namespace Lobster.Core.Compute;

/// <summary>Lists the sizes that the provider offers in this region.</summary>
public interface IPlanCatalogue : ICapability
{
    /// <summary>All of them, also those not available now.</summary>
    Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken);
}
