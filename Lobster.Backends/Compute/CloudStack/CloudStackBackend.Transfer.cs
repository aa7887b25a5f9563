using System.Globalization;
using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// Transfer, from the records of CloudStack's usage server: closed spans, mostly days. The counters that machines carry in lists are no use for bills: newer
/// versions sum them over the last hours only, and forget.
/// </summary>
internal sealed partial class CloudStackBackend : ITransferMeter
{
    private const int BytesSent = 4;
    private const int BytesReceived = 5;
    private const string Counter = "usage";

    // One machine without any record would otherwise make every reading of its region begin at its birth.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(31);

    public TransferKind TransferKind => TransferKind.Delta;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Instant.From(time.GetUtcNow());
        var from = since > now - LongestLookBack ? since : now - LongestLookBack;
        var wanted = vmIds.ToHashSet(StringComparer.Ordinal);
        // Days of the server's own time zone: one more on either side has what is looked for in any.
        var (first, last) = (from.Day.AddDays(-1), now.Day.AddDays(1));
        var sent = await SpansAsync(client.UsageAsync(BytesSent, first, last, cancellationToken), wanted, from, cancellationToken);
        var received = await SpansAsync(client.UsageAsync(BytesReceived, first, last, cancellationToken), wanted, from, cancellationToken);
        foreach (var span in sent.Keys.Union(received.Keys).OrderBy(s => s.From))
            yield return new TransferReading(span.Vm, TransferKind.Delta, Counter, Told(received, span), Told(sent, span), span.From, span.Until);
    }

    // A machine may have several records of a span, one for each network.
    private static async Task<Dictionary<(string Vm, Instant From, Instant Until), long>> SpansAsync(
        IAsyncEnumerable<CloudStackUsage> records, HashSet<string> wanted, Instant since, CancellationToken cancellationToken)
    {
        var spans = new Dictionary<(string Vm, Instant From, Instant Until), long>();
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            if ((record.VirtualMachineId ?? record.UsageId) is not { } vm || !wanted.Contains(vm) || Bytes(record.RawUsage) is not { } bytes) continue;
            if (CloudStackMapping.Moment(record.StartDate) is not { } from || CloudStackMapping.Moment(record.EndDate) is not { } end) continue;
            // Spans are told with their last second, 23:59:59.
            var until = end.ToDateTimeOffset().Second == 59 ? end + TimeSpan.FromSeconds(1) : end;
            if (until <= since || until <= from) continue;
            var span = (vm, from, until);
            spans[span] = checked(spans.GetValueOrDefault(span) + bytes);
        }

        return spans;
    }

    private static long? Told(Dictionary<(string Vm, Instant From, Instant Until), long> spans, (string Vm, Instant From, Instant Until) span) =>
        spans.TryGetValue(span, out var bytes) ? bytes : null;

    // Text, now and then with an exponent.
    private static long? Bytes(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 0 and <= long.MaxValue ? (long)bytes : null;
}
