using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Lobster.Web.Components;

/// <summary>The root of both the static and the interactive tree. What only the request knows (theme, time zone, address) enters here as plain values.</summary>
public sealed partial class Routes : ComponentBase
{
    private ThemeState theme = null!;
    private BrowserZone zone = null!;

    /// <summary>Whether the page starts in the dark theme.</summary>
    [Parameter]
    public bool Dark { get; set; }

    /// <summary>The browser's IANA time zone, null until its first answer.</summary>
    [Parameter]
    public string? Zone { get; set; }

    /// <summary>The client's network address; the browser gets it sealed and cannot change it.</summary>
    [Parameter]
    public string? Address { get; set; }

    /// <summary>Who visits, for the pages below.</summary>
    [Inject]
    public required Visitor Visitor { get; init; }

    /// <summary>The formats of this circuit, which follow the zone.</summary>
    [Inject]
    public required Formats Formats { get; init; }

    /// <summary>The browser.</summary>
    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Visitor.Address = Address;
        theme = new ThemeState(Dark);
        Use(BrowserZone.Read(Zone));
    }

    // Only the very first page of a browser comes without the cookie; it is then drawn once more in the right zone.
    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || zone.IsKnown) return;
        Use(BrowserZone.Read(await Browser.InvokeAsync<string>("lobsterTheme.zone")));
        StateHasChanged();
    }

    private void Use(BrowserZone known)
    {
        zone = known;
        Formats.Zone = known.Zone;
    }
}
