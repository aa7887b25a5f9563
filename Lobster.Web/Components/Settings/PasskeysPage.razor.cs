using System.Buffers.Text;
using Lobster.Core.Accounts;
using Lobster.Web.Components.Login;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Settings;

/// <summary>Adds, names and removes passkeys.</summary>
public sealed partial class PasskeysPage : FormPage
{
    private const int Most = 20;
    private User me = new();
    private IList<UserPasskeyInfo> keys = [];

    [Inject]
    private SignInManager<User> SignIn { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "add", Name = "credential")]
    private string? Credential { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        me = await MeAsync();
        keys = await Users.GetPasskeysAsync(me);
    }

    private static string Id(UserPasskeyInfo key) => Base64Url.EncodeToString(key.CredentialId);

    private async Task AddAsync()
    {
        var attested = string.IsNullOrEmpty(Credential) || keys.Count >= Most ? null : await SignIn.PerformPasskeyAttestationAsync(Credential);
        if (attested is not { Succeeded: true })
        {
            Faults = FormFaults.At("form", "The passkey was not added. Try again.");
            return;
        }
        attested.Passkey.Name = L["Passkey {0}", keys.Count + 1];
        await Users.AddOrUpdatePasskeyAsync(me, attested.Passkey);
        Navigation.NavigateTo(Pages.Passkeys);
    }

    private async Task RenameAsync(UserPasskeyInfo key)
    {
        var name = Http.Request.Form["name"].ToString().Trim();
        if (name.Length is > 0 and <= 60)
        {
            key.Name = name;
            await Users.AddOrUpdatePasskeyAsync(me, key);
        }
        Navigation.NavigateTo(Pages.Passkeys);
    }

    private async Task RemoveAsync(UserPasskeyInfo key)
    {
        await Users.RemovePasskeyAsync(me, key.CredentialId);
        Navigation.NavigateTo(Pages.Passkeys);
    }
}
