using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lobster.Web.Mail;

/// <summary>Draws a Razor component as the HTML part of an e-mail.</summary>
internal sealed class MailRenderer(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    /// <summary>The component's HTML.</summary>
    public async Task<string> RenderAsync<T>(IDictionary<string, object?> parameters) where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters));
            return drawn.ToHtmlString();
        });
    }
}
