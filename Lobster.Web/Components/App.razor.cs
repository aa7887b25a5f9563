using Lobster.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Lobster.Web.Components;

/// <summary>The document around every page. Pages marked with ExcludeFromInteractiveRouting stay plain HTML; all others get a circuit.</summary>
public sealed partial class App : ComponentBase
{
    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    private ThemeChoice Choice => ThemeChoice.Read(HttpContext.Request.Cookies[ThemeChoice.Cookie]);

    private string Nonce => SecurityHeaders.Nonce(HttpContext);

    private ImportMapDefinition Modules => ModuleMap.Of(Assets, HttpContext.Request.Path);

    private string? Zone => HttpContext.Request.Cookies[BrowserZone.Cookie];

    private IComponentRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
