using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Images;

/// <summary>The account's own images.</summary>
public sealed partial class ImagesPage : MachinePage
{
    private IReadOnlyList<OwnImage> images = [];
    private IReadOnlyList<FetchChoice> choices = [];
    private ImageId? renaming;
    private string? name;
    private Refusal? refusal;

    /// <summary>Lists, renames, deletes.</summary>
    [Inject]
    public required ImageActions Actions { get; init; }

    /// <summary>Tells who fetches images.</summary>
    [Inject]
    public required ImageFetching Fetching { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Asks before an image goes.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Says what came of it.</summary>
    [Inject]
    public required ISnackbar Toasts { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account) =>
        (images, choices) = (await Actions.ListAsync(Actor, account.Id, Stopping), await Fetching.ChoicesAsync(Actor, account.Id, Stopping));

    private string Details(OwnImage image) => image switch
    {
        { State: ImageState.Error, Error: { } why } => why,
        { SourceHost: { } host } => L["{0}, fetched from {1}, {2}", image.Region, host, F.Date(image.CreatedAt)],
        { Source: { } source } => L["{0}, from {1}, {2}", image.Region, source, F.Date(image.CreatedAt)],
        _ => L["{0}, {1}", image.Region, F.Date(image.CreatedAt)],
    };

    private void StartRename(OwnImage image) => (renaming, name, refusal) = (image.Id, image.Name, null);

    private async Task RenameAsync()
    {
        if (renaming is not { } id) return;
        var outcome = await Actions.RenameAsync(Actor, id, name ?? "", Stopping);
        refusal = outcome.Refusal;
        if (outcome.IsRefused) return;
        renaming = null;
        await RefreshAsync();
    }

    private async Task DeleteAsync(OwnImage image)
    {
        var agreed = await Dialogs.AskAsync(new ConfirmRequest(
            L["Delete {0}?", image.Name], L["The copy is gone for good. Machines made from it run on. Its storage costs nothing from now on."], L["Delete {0}", image.Name])
        {
            Destroys = true,
        });
        if (!agreed) return;
        var outcome = await Actions.DeleteAsync(Actor, image.Id, Stopping);
        if (outcome.IsRefused) Toasts.Say(F.Words(outcome.Refusal), failed: true);
        await RefreshAsync();
    }
}
