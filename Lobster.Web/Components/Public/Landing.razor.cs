using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Public;

/// <summary>The page that everybody may see: prices, an estimate, and what happens when credit runs low. Plain HTML, no circuit.</summary>
public sealed partial class Landing : ComponentBase
{
    private PriceList prices = PriceList.Empty;

    /// <summary>The prices in force.</summary>
    [Inject]
    public required IPriceList Prices { get; init; }

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    private bool LoggedIn => HttpContext?.User.Identity is { IsAuthenticated: true };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        prices = await Prices.ReadAsync(HttpContext?.RequestAborted ?? CancellationToken.None);
}
