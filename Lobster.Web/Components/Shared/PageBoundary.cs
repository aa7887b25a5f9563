using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Shared;

/// <summary>Keeps a failed page from taking the shell with it: logs under a short reference and offers to try again.</summary>
public sealed class PageBoundary : ErrorBoundaryBase
{
    private string? reference;

    /// <summary>Where the reference leads.</summary>
    [Inject]
    public required ILogger<PageBoundary> Log { get; init; }

    /// <summary>The panel's words.</summary>
    [Inject]
    public required IStringLocalizer<Ui> L { get; init; }

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        reference = Reference.New();
        Log.LogError(exception, "A page failed, reference {Reference}", reference);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenElement(1, "div");
        builder.AddAttribute(2, "class", "card");
        builder.OpenComponent<FailedState>(3);
        builder.AddComponentParameter(4, nameof(FailedState.Title), L["This page could not be shown"].Value);
        builder.AddComponentParameter(5, nameof(FailedState.Text), L["Your machines and your credit are not affected."].Value);
        builder.AddComponentParameter(6, nameof(FailedState.Reference), reference);
        builder.AddComponentParameter(7, nameof(FailedState.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
        builder.CloseElement();
    }
}
