using Lobster.Core;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Draws itself once a second while something goes on, so that elapsed times move without a reading.</summary>
public abstract class TickingComponent : ComponentBase, IDisposable
{
    private ITimer? timer;

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
        if (IsMoving) timer ??= Time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        else End();
    }

    private void End()
    {
        timer?.Dispose();
        timer = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }
}
