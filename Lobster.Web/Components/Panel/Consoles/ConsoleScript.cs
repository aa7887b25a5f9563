using Lobster.Core.Consoles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>The page's script in the browser, which connects and draws. A browser that is gone needs nothing any more.</summary>
internal sealed class ConsoleScript(IJSRuntime browser, ConsolePage page, IStringLocalizer<Ui> words, string relay) : IAsyncDisposable
{
    private readonly DotNetObjectReference<ConsolePage> panel = DotNetObjectReference.Create(page);
    private IJSObjectReference? module;
    private IJSObjectReference? console;
    private ConsoleKind? shown;

    /// <summary>Connects to this console unless it is the one that was told last; null only remembers that there is none to show now.</summary>
    public async Task ShowAsync(ElementReference root, ConsoleKind? kind)
    {
        if (shown == kind) return;
        shown = kind;
        if (kind is null) return;
        try
        {
            module ??= await browser.InvokeAsync<IJSObjectReference>("import", "./console.js");
            console ??= await module.InvokeAsync<IJSObjectReference>("open", root, panel, new { relay, words = ConsoleWords.ForScript(words) });
            if (shown == kind) await console.InvokeVoidAsync("connect", kind.ToString());
        }
        catch (JSDisconnectedException)
        {
            // The page is being left.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (console is not null) await console.InvokeVoidAsync("dispose");
            if (console is not null) await console.DisposeAsync();
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has let go of everything by itself.
        }

        panel.Dispose();
    }
}
