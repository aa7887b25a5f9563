using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Transfer, worked out from sampled rates: an estimate, and two requests for each machine.</summary>
internal sealed partial class DigitalOceanBackend : ITransferMeter
{
    private const int AtOnce = 4;
    private const string Counter = "public";

    // One machine that never says anything would otherwise make every reading of its region begin at its birth.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(2);

    public TransferKind TransferKind => TransferKind.Delta;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Instant.From(time.GetUtcNow());
        var from = since > now - LongestLookBack ? since : now - LongestLookBack;
        // The provider's samples count from here; a whole hour keeps them, and so the spans, in their places.
        var start = from.Micros / Instant.MicrosPerSecond / 3600 * 3600;
        var (hasRead, failure) = (false, (BackendException?)null);
        foreach (var some in vmIds.Select(DigitalOceanMapping.Id).OfType<long>().Chunk(AtOnce))
        {
            foreach (var (id, spans, why) in await Task.WhenAll(some.Select(id => SpansAsync(id, start, now, cancellationToken))))
            {
                hasRead |= why is null;
                if (why is not { Kind: BackendErrorKind.NotFound }) failure = why ?? failure;
                foreach (var span in spans)
                    yield return new TransferReading(
                        $"{id}", TransferKind.Delta, Counter, span.In, span.Out, Instant.FromUnixSeconds(span.From), Instant.FromUnixSeconds(span.Until), IsEstimate: true);
            }

            // Asking on would only make it worse; who was not asked is told next time.
            if (failure is { Kind: BackendErrorKind.RateLimited or BackendErrorKind.Unauthorized }) break;
        }

        if (!hasRead && failure is not null) throw failure;
    }

    private async Task<(long Id, IReadOnlyList<DigitalOceanTraffic.Span> Spans, BackendException? Why)> SpansAsync(long id, long start, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            var end = now.Micros / Instant.MicrosPerSecond;
            var inbound = DigitalOceanTraffic.Samples(await client.BandwidthAsync(id, "inbound", start, end, cancellationToken));
            var outbound = DigitalOceanTraffic.Samples(await client.BandwidthAsync(id, "outbound", start, end, cancellationToken));
            return (id, [.. DigitalOceanTraffic.Spans(inbound, outbound, end)], null);
        }
        catch (BackendException e)
        {
            return (id, [], e);
        }
    }
}
