using Lobster.Core.Compute;

namespace Lobster.Tests.Compute;

/// <summary>A backend with no capability and nothing in it.</summary>
internal sealed class BareBackend : IComputeBackend
{
    public BackendDescription Description { get; } =
        new(new Dictionary<Capability, string> { [Capability.Console] = "There is no screen." });

    public Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken) =>
        throw new BackendException(BackendErrorKind.QuotaExceeded, "There is no room.");

    public Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken) =>
        Task.FromResult<BackendChange>(new BackendChange.Done());

    public Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) => Task.FromResult<BackendVm?>(null);

    public Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) => Task.FromResult<BackendVm?>(null);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<BackendVm>();

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => throw Missing(vmId);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => throw Missing(vmId);

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => throw Missing(vmId);

    public Task<BackendCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new BackendCheck("nobody", TimeSpan.Zero));

    private static BackendException Missing(string vmId) => new(BackendErrorKind.NotFound, $"There is no machine '{vmId}'.");
}
