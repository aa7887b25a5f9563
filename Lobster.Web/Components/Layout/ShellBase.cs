using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace Lobster.Web.Components.Layout;

/// <summary>What the customer's and the admin's shell share: who looks, the living model, and forgetting a failed page on the next one.</summary>
public abstract class ShellBase : LayoutComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;

    /// <summary>Where the model comes from.</summary>
    [Inject]
    public required IShellFeed Feed { get; init; }

    /// <summary>Tells when another page opens.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who is logged in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Login { get; set; }

    /// <summary>Whether staff data is wanted.</summary>
    protected abstract bool ForStaff { get; }

    /// <summary>What to draw.</summary>
    protected ShellModel Model { get; private set; } = ShellModel.Unknown;

    /// <summary>Who looks.</summary>
    protected ShellUser User { get; private set; } = new(0, "", false);

    /// <summary>The boundary around the page.</summary>
    protected PageBoundary? Boundary { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        if (Login is not null) User = ShellUser.Of((await Login).User);
        if (User.Id == 0) return;
        var changes = Feed.FollowAsync(User.Id, ForStaff, stopping.Token);
        if (RendererInfo.IsInteractive) following = FollowAsync(changes);
        else await foreach (var first in changes)
        {
            Model = first;
            break;
        }
    }

    private async Task FollowAsync(IAsyncEnumerable<ShellModel> changes)
    {
        try
        {
            await foreach (var model in changes)
            {
                await InvokeAsync(() =>
                {
                    Model = model;
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The circuit is gone.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => Boundary?.Recover();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await stopping.CancelAsync();
        await following;
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }
}
