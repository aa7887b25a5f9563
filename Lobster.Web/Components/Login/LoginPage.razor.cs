using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Lobster.Web.Components.Login;

/// <summary>Logs in with a passkey or a password.</summary>
public sealed partial class LoginPage : FormPage
{
    private bool unconfirmed;

    [Inject]
    private LoginService Service { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "who")]
    private string? Who { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "password")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "stay")]
    private bool Stay { get; set; }

    [SupplyParameterFromForm(FormName = "passkey", Name = "credential")]
    private string? Credential { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Http.User.Identity is { IsAuthenticated: true } && HttpMethods.IsGet(Http.Request.Method)) Go(ReturnUrl);
    }

    private async Task LoginAsync() => Conclude(await Service.TryAsync(Who?.Trim() ?? "", Password ?? "", Stay));

    private async Task PasskeyAsync() => Conclude(await Service.TryPasskeyAsync(Credential ?? ""));

    private void Conclude(LoginResult result)
    {
        switch (result)
        {
            case LoginResult.Done:
                Go(ReturnUrl);
                return;
            case LoginResult.SecondFactor:
                var query = new Dictionary<string, string?> { ["returnUrl"] = ReturnUrl, ["stay"] = Stay ? "true" : null };
                Navigation.NavigateTo(QueryHelpers.AddQueryString(Pages.SecondFactor, query.Where(q => q.Value is not null)));
                return;
            case LoginResult.Unconfirmed:
                unconfirmed = true;
                Faults = FormFaults.At("form", "Your e-mail address is not confirmed yet.");
                return;
            case LoginResult.Disabled:
                Faults = FormFaults.At("form", "This login was disabled by staff. Write to support.");
                return;
            default:
                Faults = FormFaults.At("form", "That did not work. Check the name and the password. After five wrong tries a login rests for ten minutes.");
                return;
        }
    }
}
