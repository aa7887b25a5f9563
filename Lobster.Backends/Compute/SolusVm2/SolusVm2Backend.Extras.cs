using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>The screen, and transfer.</summary>
internal sealed partial class SolusVm2Backend : IConsole, ITransferMeter
{
    private const string Counter = "period";

    // The periods of plans differ: by the month, by the day on which a machine was made, or none at all. The counter tells nothing of them and is set to zero when one begins, and also when
    // an operator does that. So it is what counts on until it begins anew.
    public TransferKind TransferKind => TransferKind.Cumulative;

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (SolusVm2Mapping.Power(vm) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "The screen can be seen only while the machine runs.");
        var screen = await client.ScreenAsync(vm.Id, cancellationToken);
        return new ConsoleAccess.VncWebSocket(
            new ConsoleSocket(Socket(screen.Url)) { CaPem = options.Trust?.Pem, CertificateSha256 = options.Trust?.Fingerprint }, vm.Settings?.Vnc?.Password ?? vm.Settings?.VncPassword);
    }

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var wanted = vmIds.Select(SolusVm2Mapping.Id).OfType<long>().ToHashSet();
        if (wanted.Count == 0) yield break;
        var (readings, failure) = await ReadAsync(wanted, cancellationToken);
        if (readings.Count == 0 && failure is not null) throw failure;
        foreach (var reading in readings) yield return reading;
    }

    // The list tells the counters of a page of machines in one request; one machine alone is asked for. What was read before a failure is told.
    private async Task<(List<TransferReading> Readings, BackendException? Failure)> ReadAsync(HashSet<long> wanted, CancellationToken cancellationToken)
    {
        var readings = new List<TransferReading>();
        try
        {
            await foreach (var vm in (wanted.Count == 1 ? OneAsync(wanted.Single(), cancellationToken) : client.ListAsync(cancellationToken)).WithCancellation(cancellationToken))
                if (wanted.Contains(vm.Id) && Reading(vm) is { } reading) readings.Add(reading);
            return (readings, null);
        }
        catch (BackendException e)
        {
            return (readings, e);
        }
    }

    private async IAsyncEnumerable<SolusVm2Server> OneAsync(long id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await client.FindAsync(id, cancellationToken) is { } vm) yield return vm;
    }

    private TransferReading? Reading(SolusVm2Server vm)
    {
        var (received, sent) = (SolusVm2Mapping.Bytes(vm.Usage?.Network?.Incoming), SolusVm2Mapping.Bytes(vm.Usage?.Network?.Outgoing));
        return received is null && sent is null ? null : new TransferReading($"{vm.Id}", TransferKind.Cumulative, Counter, received, sent, From: null, Until: Instant.From(time.GetUtcNow()));
    }

    // The master's proxy takes the part that it gave as it stands, and knows no escapes.
    private Uri Socket(string part)
    {
        if (part.Length == 0 || part.Any(c => c is <= ' ' or > '~' or '#' or '&')) throw new BackendException(BackendErrorKind.Unavailable, "SolusVM gives no console that can be opened.");
        var root = new Uri(options.Master, "vnc");
        return new UriBuilder(root) { Scheme = root.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeWs : Uri.UriSchemeWss, Query = "?url=" + part }.Uri;
    }
}
