using Lobster.Core;
using Lobster.Core.SshKeys;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Machines;

// A key can be added without leaving the form. Forms cannot stand in each other, so its fields name a form of their own: Enter in them adds the key
// and does not create the machine.
public sealed partial class CreateVmPage
{
    private const string KeyForm = "new-key";
    private string? publicKey;
    private string? keyName;
    private Refusal? keyRefusal;
    private bool addingKey;
    private bool addsKey;

    /// <summary>Adds a key.</summary>
    [Inject]
    public required KeyRing Ring { get; init; }

    private async Task AddKeyAsync()
    {
        if (addsKey || Account is null) return;
        addsKey = true;
        var outcome = await Ring.AddAsync(Actor, Account.Id, keyName, publicKey, Stopping);
        (keyRefusal, addsKey) = (outcome.Refusal, false);
        if (outcome.IsRefused) return;
        (publicKey, keyName, addingKey) = (null, null, false);
        keys.Add(outcome.Value);
        await RefreshAsync();
    }

    private string? KeyFault(string field) => keyRefusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;
}
