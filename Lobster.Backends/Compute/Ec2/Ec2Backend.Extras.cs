using System.Runtime.CompilerServices;
using System.Text;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Transfer and the console log.</summary>
internal sealed partial class Ec2Backend : ITransferMeter, ICustomActions
{
    private const string LogAction = "console-log";
    private const int AtOnce = 4;

    // One machine that never says anything would otherwise make every reading of its region begin at its birth.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(14);

    // CloudWatch's sums come late and are corrected for hours: days are told whole, again and again, and what is new of a day is the panel's to find out.
    public TransferKind TransferKind => TransferKind.UtcDay;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Now;
        var from = Instant.StartOf((since > now - LongestLookBack ? since : now - LongestLookBack).Day);
        var (hasRead, failure) = (false, (BackendException?)null);
        foreach (var some in vmIds.Where(id => Ec2Id.Parse(id) is not null).Chunk(AtOnce))
        {
            foreach (var (readings, why) in await Task.WhenAll(some.Select(id => ReadAsync(id, from, now, cancellationToken))))
            {
                hasRead |= why is null;
                failure = why ?? failure;
                foreach (var reading in readings) yield return reading;
            }

            // Asking on would only make it worse; who was not asked is told next time.
            if (failure is { Kind: BackendErrorKind.RateLimited or BackendErrorKind.Unauthorized }) break;
        }

        // Whoever may not ask CloudWatch is told nothing, which must not keep the region from working: the test of the region says so.
        if (!hasRead && failure is { Kind: not BackendErrorKind.Unauthorized }) throw failure;
    }

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        return [new CustomAction(LogAction, "Console log") { Help = "What the guest wrote to its console, at most the last 64 KB.", IsRead = true }];
    }

    public async Task<CustomActionOutcome> RunActionAsync(string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        if (actionId != LogAction) throw new BackendException(BackendErrorKind.NotFound, "AWS has no such action.");
        return new CustomActionOutcome(new BackendChange.Done(), Text(await LogAsync(vm.InstanceId, cancellationToken)));
    }

    private async Task<(IReadOnlyList<TransferReading> Readings, BackendException? Why)> ReadAsync(string vmId, Instant from, Instant until, CancellationToken cancellationToken)
    {
        try
        {
            // One of another region would be denied; here nothing is known of it.
            var instance = Known(vmId)!.Instance;
            var (begin, end) = (from.ToDateTimeOffset(), until.FloorToSecond().ToDateTimeOffset());
            if (begin >= end) return ([], null);
            var inbound = await metrics.SumsAsync(instance, "NetworkIn", begin, end, cancellationToken);
            var outbound = await metrics.SumsAsync(instance, "NetworkOut", begin, end, cancellationToken);
            return ([.. Days(vmId, inbound, outbound, until)], null);
        }
        catch (BackendException e)
        {
            return ([], e);
        }
    }

    // Nobody's figures: what matters is whether they may be asked for.
    private async Task<bool> MayMeterAsync(CancellationToken cancellationToken)
    {
        var now = Now.FloorToSecond().ToDateTimeOffset();
        try
        {
            await metrics.SumsAsync("i-00000000000000000", "NetworkOut", now - Ec2Metrics.Period, now, cancellationToken);
            return true;
        }
        catch (BackendException)
        {
            return false;
        }
    }

    // A day of which nothing is told is not told; that is not a day without bytes.
    private static IEnumerable<TransferReading> Days(string vmId, IReadOnlyList<Ec2Sum> inbound, IReadOnlyList<Ec2Sum> outbound, Instant now)
    {
        static Dictionary<DateOnly, long> ByDay(IReadOnlyList<Ec2Sum> sums) => sums.GroupBy(s => Instant.From(s.From).Day).ToDictionary(d => d.Key, d => d.Sum(s => s.Bytes));
        var (received, sent) = (ByDay(inbound), ByDay(outbound));
        foreach (var day in received.Keys.Union(sent.Keys).Order())
        {
            var (begin, end) = (Instant.StartOf(day), Instant.StartOf(day.AddDays(1)));
            yield return new TransferReading(
                vmId, TransferKind.UtcDay, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), received.TryGetValue(day, out var i) ? i : null, sent.TryGetValue(day, out var o) ? o : null,
                begin, now < end ? now : end);
        }
    }

    // Older kinds of instances have only what stood there after their last start.
    private async Task<string?> LogAsync(string instance, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ConsoleAsync(instance, isLatest: true, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected)
        {
            return await client.ConsoleAsync(instance, isLatest: false, cancellationToken);
        }
    }

    private static string Text(string? encoded)
    {
        var bytes = new byte[encoded?.Length ?? 0];
        if (!Convert.TryFromBase64String(encoded ?? "", bytes, out var length)) return encoded ?? "";
        return length == 0 ? "Nothing was written yet." : Encoding.UTF8.GetString(bytes, 0, length);
    }
}
