using Lobster.Core;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Draws itself once a second while something goes on, so that elapsed times move without a reading.</summary>
public abstract class TickingComponent : ComponentBase, IAsyncDisposable
{
    private CancellationTokenSource? moving;
    private Task ticking = Task.CompletedTask;

    /// <summary>The clock of the steps and of the ticks.</summary>
    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Now, by the clock that steps are stamped with.</summary>
    protected Instant SystemNow => Instant.From(Time.GetUtcNow());

    /// <summary>Whether anything moves.</summary>
    protected abstract bool IsMoving { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive) return;
        if (!IsMoving) End();
        else if (moving is null) ticking = TickAsync((moving = new CancellationTokenSource()).Token);
    }

    // A drawing that fails reaches the page boundary, like any other.
    private async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
            while (await timer.WaitForNextTickAsync(stopping)) await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing moves any more.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void End()
    {
        moving?.Cancel();
        moving?.Dispose();
        moving = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        End();
        await ticking;
        GC.SuppressFinalize(this);
    }
}
