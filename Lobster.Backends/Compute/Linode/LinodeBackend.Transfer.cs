using System.Globalization;
using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Transfer: each month of a machine is a counter of its own, asked machine by machine.</summary>
internal sealed partial class LinodeBackend : ITransferMeter
{
    private const int AtOnce = 8;

    // Until then the last bytes of a month may not be counted yet.
    private static readonly TimeSpan MonthCloses = TimeSpan.FromHours(1);

    public TransferKind TransferKind => TransferKind.MonthToDate;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Instant.From(time.GetUtcNow());
        var asked = (from month in Months(since, now) from vm in vmIds where LinodeMapping.Id(vm) is not null select (Vm: vm, Month: month)).ToList();
        var (isTold, failure) = (false, (BackendException?)null);
        foreach (var some in asked.Chunk(AtOnce))
        {
            if (failure is { Kind: BackendErrorKind.RateLimited or BackendErrorKind.Unauthorized }) break;
            foreach (var (reading, failed) in await Task.WhenAll(some.Select(a => ReadAsync(a.Vm, a.Month, now, cancellationToken))))
            {
                failure ??= failed;
                isTold |= failed is null;
                if (reading is not null) yield return reading;
            }
        }

        if (!isTold && failure is not null) throw failure;
    }

    // A month that is over is told once more, for what came after its last reading.
    private static IEnumerable<DateOnly> Months(Instant since, Instant now)
    {
        var month = new DateOnly(now.Day.Year, now.Day.Month, 1);
        var closes = Instant.StartOf(month) + MonthCloses;
        if (since < closes && now >= closes) yield return month.AddMonths(-1);
        yield return month;
    }

    private async Task<(TransferReading? Reading, BackendException? Failure)> ReadAsync(string vmId, DateOnly month, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            var told = LinodeMapping.Id(vmId) is { } id ? await client.TransferAsync(id, month, cancellationToken) : null;
            var (from, until) = (Instant.StartOf(month), Instant.StartOf(month.AddMonths(1)));
            // Nothing in a month that is over: most likely the machine was not there yet.
            if (told is null || (until <= now && told is { BytesIn: 0, BytesOut: 0 })) return (null, null);
            var counter = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            return (new TransferReading(vmId, TransferKind.MonthToDate, counter, told.BytesIn, told.BytesOut, from, until < now ? until : now), null);
        }
        catch (BackendException e)
        {
            return (null, e);
        }
    }
}
