using Lobster.Core.Compute;

namespace Lobster.Tests.Histories;

/// <summary>A cloud that has every machine it is asked about and does at once whatever it is told; it remembers which were stopped.</summary>
internal sealed class HollowCloud : IBackendFactory, IComputeBackend
{
    /// <summary>Its type in regions.</summary>
    public const string Name = "hollow";

    private readonly HashSet<string> stopped = [];

    public string Type => Name;

    public string DisplayName => "Hollow cloud";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => [];

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>());

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings) => new Dictionary<string, string>();

    public IComputeBackend Create(BackendSettings settings) => this;

    public Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken) => throw new NotSupportedException("Its machines are never created.");

    public Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        Task.FromResult<BackendVm?>(new BackendVm(vmId, vmId) { Power = stopped.Contains(vmId) ? PowerState.Stopped : PowerState.Running });

    public Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) => Task.FromResult<BackendVm?>(null);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<BackendVm>();

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        stopped.Remove(vmId);
        return Done();
    }

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        stopped.Add(vmId);
        return Done();
    }

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new BackendCheck("nobody", TimeSpan.Zero));

    private static Task<BackendChange> Done() => Task.FromResult<BackendChange>(new BackendChange.Done());
}
