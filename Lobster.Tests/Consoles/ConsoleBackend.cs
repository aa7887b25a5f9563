using Lobster.Core.Compute;
using Lobster.Core.Consoles;

namespace Lobster.Tests.Consoles;

/// <summary>A backend that gives whatever way to a console a test wants, and its own factory.</summary>
internal sealed class ConsoleBackend : IComputeBackend, IConsole, ITerminal, IBackendFactory
{
    /// <summary>What regions call it.</summary>
    public const string TypeName = "consoles";

    /// <summary>The way it gives; throws what a provider would.</summary>
    public Func<ConsoleKind, ConsoleAccess> Open { get; set; } = _ => new ConsoleAccess.VncTcp("127.0.0.1", 5900, "s3cret-1");

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>());

    public string Type => TypeName;

    public string DisplayName => "Consoles";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => [];

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings) => new Dictionary<string, string>();

    public IComputeBackend Create(BackendSettings settings) => this;

    public Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken) => Task.FromResult(Open(ConsoleKind.Screen));

    public Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken) => Task.FromResult(Open(ConsoleKind.Terminal));

    public Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken) => throw NoRoom();

    public Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) => Task.FromResult<BackendVm?>(null);

    public Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) => Task.FromResult<BackendVm?>(null);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<BackendVm>();

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => Done();

    public Task<BackendCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new BackendCheck("nobody", TimeSpan.Zero));

    private static Task<BackendChange> Done() => Task.FromResult<BackendChange>(new BackendChange.Done());

    private static BackendException NoRoom() => new(BackendErrorKind.QuotaExceeded, "There is no room.");
}
