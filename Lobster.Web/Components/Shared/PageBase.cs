using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Shared;

/// <summary>
/// The base of every page that shows living data: a token that ends with the page, following of change streams, throttled redraws,
/// and a dispose that cancels and then waits. What fails in a stream reaches the page boundary.
/// </summary>
public abstract class PageBase : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> following = [];
    private Throttle? throttle;
    private bool disposed;

    /// <summary>The clock of redraws.</summary>
    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the page goes away.</summary>
    protected CancellationToken Stopping => stopping.Token;

    /// <summary>The least time between two redraws caused by streams.</summary>
    protected virtual TimeSpan RedrawGap => TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Applies every change on the page's own thread and redraws. Nothing is followed while the page is only drawn on the server,
    /// which has no one to push to. Ends with the page or the stream; a failure is drawn by the page boundary.
    /// </summary>
    protected void Follow<T>(IAsyncEnumerable<T> changes, Func<T, Task> apply)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (!RendererInfo.IsInteractive || disposed) return;
        following.Add(RunAsync(changes, apply));
    }

    /// <summary>The same for a change that needs no waiting.</summary>
    protected void Follow<T>(IAsyncEnumerable<T> changes, Action<T> apply) =>
        Follow(changes, change =>
        {
            apply(change);
            return Task.CompletedTask;
        });

    /// <summary>Asks for a redraw soon: at once when the last one is long enough ago.</summary>
    protected void Redraw()
    {
        throttle ??= new Throttle(Time, RedrawGap, () => InvokeAsync(() =>
        {
            if (!disposed) StateHasChanged();
        }));
        throttle.Request();
    }

    private async Task RunAsync<T>(IAsyncEnumerable<T> changes, Func<T, Task> apply)
    {
        try
        {
            await foreach (var change in changes.WithCancellation(Stopping))
            {
                await InvokeAsync(() => apply(change));
                Redraw();
            }
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The page is gone; nobody waits for the rest.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    /// <summary>What a page lets go of besides its streams, after they have ended.</summary>
    protected virtual ValueTask DisposePageAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await stopping.CancelAsync();
        await Task.WhenAll(following);
        if (throttle is not null) await throttle.DisposeAsync();
        await DisposePageAsync();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }
}
