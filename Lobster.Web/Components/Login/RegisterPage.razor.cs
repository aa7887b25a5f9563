using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Login;

/// <summary>Registers a customer.</summary>
public sealed partial class RegisterPage : FormPage
{
    [Inject]
    private SignUp SignUp { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "register", Name = "name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "email")]
    private string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "password")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "terms")]
    private bool Terms { get; set; }

    private async Task RegisterAsync()
    {
        Faults = Check();
        if (!Faults.Any) Faults = await SignUp.RegisterAsync(Name!, Email!.Trim(), Password!, Address, Stopping);
        if (!Faults.Any) Navigation.NavigateTo(Pages.Sent);
    }

    // Everything that needs no database is said at once, so that a form comes back only one time.
    private FormFaults Check()
    {
        var faults = new Dictionary<string, string>();
        if (UserNameRule.Fault(Name) is { } name) faults["name"] = name;
        if (!new EmailAddressAttribute().IsValid(Email?.Trim()) || Email!.Length > 256) faults["email"] = "Enter an address such as name@example.com.";
        if (Password is null || Password.Length < LoginModule.LeastPassword) faults["password"] = "Use at least 10 characters.";
        if (!Terms) faults["terms"] = "Accept the terms to go on.";
        return new FormFaults(faults);
    }
}
