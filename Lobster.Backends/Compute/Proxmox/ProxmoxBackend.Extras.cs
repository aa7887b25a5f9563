using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Names, the screen and transfer.</summary>
internal sealed partial class ProxmoxBackend : IRename, IConsole, ITransferMeter
{
    private const string NoScreens = "The console needs a user and a password of Proxmox VE, and the region has only a token.";
    private const string Counter = "net";

    public TransferKind TransferKind => TransferKind.Cumulative;

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ProxmoxNames.IsName(name)) throw Rejected("At Proxmox VE a name has letters, digits, hyphens and dots only, and begins and ends with a letter or digit.");
        var machine = await RequireAsync(vmId, cancellationToken);
        if (machine.Config["name"] != name) await SetAsync(machine, new Dictionary<string, string> { ["name"] = name }, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(vmId, cancellationToken);
        if (screens is null) throw Rejected(NoScreens);
        if (!machine.Status.IsRunning) throw Conflict("The screen can be seen only while the machine runs.");
        return await screens.OpenAsync(machine.Place, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Bytes since the guest started, one request for all. They begin anew with every start and migration, and are zero while it is off.</remarks>
    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var wanted = vmIds.Select(ProxmoxNumbers.Read).OfType<int>().ToHashSet();
        var all = await client.ResourcesAsync(cancellationToken);
        var now = Instant.From(time.GetUtcNow());
        foreach (var r in all.Where(r => IsMachine(r) && wanted.Contains(r.Vmid) && r.Status is ("running" or "stopped")))
            if (r.Netin is { } received && r.Netout is { } sent) yield return new TransferReading(ProxmoxNumbers.Write(r.Vmid), TransferKind.Cumulative, Counter, received, sent, null, now);
    }
}
