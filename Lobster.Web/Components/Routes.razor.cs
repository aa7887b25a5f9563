using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components;

/// <summary>The root of both the static and the interactive tree. What only the request knows (theme, time zone) enters here as plain values.</summary>
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

    /// <summary>The formats of this circuit, which follow the zone.</summary>
    [Inject]
    public required Formats Formats { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        theme = new ThemeState(Dark);
        zone = BrowserZone.Read(Zone);
        Formats.Zone = zone.Zone;
    }
}
