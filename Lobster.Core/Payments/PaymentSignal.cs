using System.Threading.Channels;

namespace Lobster.Core.Payments;

/// <summary>Wakes the worker of this process when a delivery was stored. Losing one costs at most a minute. Safe for use from many threads.</summary>
public sealed class PaymentSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there is work.</summary>
    public void Raise() => channel.Writer.TryWrite(true);

    /// <summary>Waits for work, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The minute is over: look anyway.
        }
    }
}
