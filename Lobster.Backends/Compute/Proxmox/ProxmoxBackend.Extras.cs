using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Names, screen and terminal, and transfer.</summary>
internal sealed partial class ProxmoxBackend : IRename, IConsole, ITerminal, ITransferMeter
{
    private const string NoConsoles = "The console needs a user and a password of Proxmox VE, and the region has only a token.";
    private const string NoSerialPort = "This machine has no serial port that a terminal could be connected to; use the screen.";
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
        if (consoles is null) throw Rejected(NoConsoles);
        if (!machine.Status.IsRunning) throw Conflict("The screen can be seen only while the machine runs.");
        return await consoles.OpenScreenAsync(machine.Place, cancellationToken);
    }

    public async Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(vmId, cancellationToken);
        if (consoles is null) throw Rejected(NoConsoles);
        // Proxmox VE itself would open a terminal that says so and ends.
        if (machine.Config.SerialPort is not { } serial) throw Rejected(NoSerialPort);
        if (!machine.Status.IsRunning) throw Conflict("The terminal answers only while the machine runs.");
        return await consoles.OpenTerminalAsync(machine.Place, serial, cancellationToken);
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

    private Dictionary<Capability, string> Restrictions(ProxmoxMachine machine)
    {
        if (consoles is null) return new() { [Capability.Console] = NoConsoles, [Capability.Terminal] = NoConsoles };
        return machine.Config.SerialPort is null ? new() { [Capability.Terminal] = NoSerialPort } : [];
    }
}
