using MudBlazor;

namespace Lobster.Web.Components.Shared;

/// <summary>Questions and toasts as every page uses them.</summary>
public static class Asking
{
    /// <summary>Asks and answers whether the user agreed.</summary>
    public static async Task<bool> AskAsync(this IDialogService dialogs, ConfirmRequest request)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Request, request } };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(request.Title, parameters, options);
        return await shown.Result is { Canceled: false };
    }

    /// <summary>Says the result of something that is not on the screen. Errors stay until dismissed.</summary>
    public static void Say(this ISnackbar toasts, string text, bool failed = false) =>
        toasts.Add(text, failed ? Severity.Error : Severity.Success, options =>
        {
            options.SnackbarTypeClass = failed ? "lb-toast bad" : "lb-toast ok";
            options.RequireInteraction = failed;
            options.VisibleStateDuration = 5000;
        });
}
