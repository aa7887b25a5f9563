using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.SshKeys;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Lobster.Web.Components.Panel.Keys;

/// <summary>The account's public keys.</summary>
public sealed partial class KeysPage : MachinePage
{
    private IReadOnlyList<SshKey> keys = [];
    private string? name;
    private string? publicKey;
    private Refusal? refusal;
    private bool busy;

    /// <summary>Lists, adds, removes.</summary>
    [Inject]
    public required KeyRing Ring { get; init; }

    /// <summary>How figures are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    /// <summary>Asks before a key goes.</summary>
    [Inject]
    public required IDialogService Dialogs { get; init; }

    /// <summary>Says what came of it.</summary>
    [Inject]
    public required ISnackbar Toasts { get; init; }

    /// <inheritdoc/>
    protected override async Task ReadAsync(AccountSummary account) => keys = await Ring.ListAsync(Actor, account.Id, Stopping);

    private async Task AddAsync()
    {
        if (busy || Account is null) return;
        busy = true;
        var outcome = await Ring.AddAsync(Actor, Account.Id, name, publicKey, Stopping);
        busy = false;
        refusal = outcome.Refusal;
        if (outcome.IsRefused) return;
        (name, publicKey) = (null, null);
        await RefreshAsync();
    }

    private async Task RemoveAsync(SshKey key)
    {
        var agreed = await Dialogs.AskAsync(new ConfirmRequest(
            L["Remove {0}?", key.Name], L["New machines cannot be created with it. Machines that have it keep it."], L["Remove {0}", key.Name])
        { Destroys = true });
        if (!agreed) return;
        var outcome = await Ring.RemoveAsync(Actor, key.Id, Stopping);
        if (outcome.IsRefused) Toasts.Say(F.Words(outcome.Refusal), failed: true);
        await RefreshAsync();
    }

    private string? Error(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private static string Type(SshKey key) => key.PublicKey.Split(' ')[0].Replace("ssh-", "", StringComparison.Ordinal).ToUpperInvariant();
}
