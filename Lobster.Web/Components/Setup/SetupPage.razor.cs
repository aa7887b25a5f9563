using System.ComponentModel.DataAnnotations;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Configuration;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Setup;

/// <summary>Makes the first admin from the link in the log. For anybody without the right token it does not exist.</summary>
public sealed partial class SetupPage : FormPage
{
    private bool isOpen;

    /// <summary>The token in the link.</summary>
    [Parameter]
    public string Token { get; set; } = "";

    [Inject]
    private SetupLink Link { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "setup", Name = "name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "email")]
    private string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "setup", Name = "password")]
    private string? Password { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        isOpen = await Link.IsOpenAsync(Token, Stopping);
        if (!isOpen) Navigation.NotFound();
    }

    private async Task CreateAsync()
    {
        Faults = Check();
        if (Faults.Any) return;
        var problems = await Link.RedeemAsync(Token, Email!.Trim(), Name!, Password!, Stopping);
        if (problems.Count == 0) Navigation.NavigateTo(Links.Login);
        else Faults = FormFaults.At("form", problems[0]);
    }

    private FormFaults Check()
    {
        var faults = new Dictionary<string, string>();
        if (UserNameRule.Fault(Name) is { } name) faults["name"] = name;
        if (!new EmailAddressAttribute().IsValid(Email?.Trim()) || Email!.Length > 256) faults["email"] = "Enter an address such as name@example.com.";
        if (Password is null || Password.Length < LoginModule.LeastPassword) faults["password"] = "Use at least 10 characters.";
        return new FormFaults(faults);
    }
}
