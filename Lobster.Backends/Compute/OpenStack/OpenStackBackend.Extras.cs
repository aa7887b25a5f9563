using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>The screen, traffic, and what only OpenStack has.</summary>
internal partial class OpenStackBackend : IConsole, ITransferMeter, ICustomActions
{
    private const string LogAction = "console-log";
    private const string RescueAction = "rescue";
    private const string UnrescueAction = "unrescue";
    private const int LogLines = 500;
    private const int AtOnce = 4;

    public TransferKind TransferKind => TransferKind.Cumulative;

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireRunningAsync(vmId, "The screen can be seen only while the machine runs.", cancellationToken);
        return new ConsoleAccess.Url(new Uri(await compute.ConsoleAsync(vmId, OpenStackConsoleKind.Screen, cancellationToken)));
    }

    // One request a machine, a few at once. Counters begin anew with each start of the guest. Whoever may not read them, or whose machine is off, is told nothing.
    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var isForbidden = false;
        foreach (var some in vmIds.Chunk(AtOnce))
        {
            if (isForbidden) yield break;
            var read = await Task.WhenAll(some.Select(async id => (Id: id, Nics: await NicsAsync(id, cancellationToken))));
            isForbidden = Array.Exists(read, r => r.Nics is null);
            var now = Instant.From(time.GetUtcNow());
            foreach (var (id, nics) in read)
                foreach (var nic in nics ?? [])
                    yield return new TransferReading(id, TransferKind.Cumulative, nic.MacAddress, nic.RxOctets, nic.TxOctets, From: null, now);
        }
    }

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(vmId, cancellationToken);
        var isRescued = server.Status == "RESCUE";
        return
        [
            new CustomAction(LogAction, "Console log") { Help = "The last lines that the guest wrote to its console.", IsRead = true },
            isRescued
                ? new CustomAction(UnrescueAction, "Leave the rescue system") { Help = "Restarts the machine from its own disk." }
                : new CustomAction(RescueAction, "Rescue system")
                {
                    Help = "Restarts the machine from a rescue image, with its own disk beside it. The password is told once.", IsDangerous = true,
                    DisabledBecause = OpenStackMapping.Power(server) is { IsSettled: true } power && (power == PowerState.Running || power == PowerState.Stopped) ? null : "The machine must run or be stopped.",
                },
        ];
    }

    public async Task<CustomActionOutcome> RunActionAsync(string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        switch (actionId)
        {
            case LogAction:
                return new CustomActionOutcome(new BackendChange.Done(), await compute.OutputAsync(vmId, LogLines, cancellationToken));
            case RescueAction:
                var password = await compute.RescueAsync(vmId, cancellationToken);
                return new CustomActionOutcome(new BackendChange.WatchVm(PowerState.Running) { Login = string.IsNullOrEmpty(password) ? null : new GuestLogin(null, password) });
            case UnrescueAction:
                await compute.ActAsync(vmId, UnrescueAction, null, cancellationToken);
                return new CustomActionOutcome(new BackendChange.WatchVm(PowerState.Running));
            default:
                throw new BackendException(BackendErrorKind.NotFound, "OpenStack has no such action.");
        }
    }

    // Null: these credentials may not. Empty: nothing is told now, for example because the machine is off.
    private async Task<IReadOnlyList<OpenStackNic>?> NicsAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await compute.DiagnosticsAsync(id, cancellationToken))?.NicDetails ?? [];
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Unauthorized)
        {
            return null;
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Conflict or BackendErrorKind.Rejected)
        {
            return [];
        }
    }
}
