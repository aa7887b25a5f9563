using Lobster.Core.Accounts;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace Lobster.Web.Components.Settings;

/// <summary>Switches two-factor log-in on with a first code, off with the password, and hands out recovery codes once.</summary>
public sealed partial class TwoFactorPage : FormPage
{
    private const int Codes = 10;
    private User me = new();
    private IReadOnlyList<string>? codes;
    private int left;
    private string qr = "";
    private string grouped = "";

    [Inject]
    private SignInManager<User> SignIn { get; set; } = null!;

    [Inject]
    private Brand Brand { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "on", Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "off", Name = "current")]
    private string? Current { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        me = await MeAsync();
        left = await Users.CountRecoveryCodesAsync(me);
        if (!me.TwoFactorEnabled) await ShowKeyAsync();
    }

    private async Task ShowKeyAsync()
    {
        var key = await Users.GetAuthenticatorKeyAsync(me);
        if (string.IsNullOrEmpty(key))
        {
            await Users.ResetAuthenticatorKeyAsync(me);
            key = await Users.GetAuthenticatorKeyAsync(me) ?? "";
        }
        grouped = string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(four => new string(four)));
        var (issuer, label) = (Uri.EscapeDataString(Brand.Name), Uri.EscapeDataString(me.UserName!));
        using var data = QRCodeGenerator.GenerateQrCode($"otpauth://totp/{issuer}:{label}?secret={key}&issuer={issuer}&digits=6", QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        qr = svg.GetGraphic(4, "#0f1b2d", "#ffffff", drawQuietZones: false, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private async Task SwitchOnAsync()
    {
        var digits = new string([.. (Code ?? "").Where(char.IsAsciiDigit)]);
        if (!await Users.VerifyTwoFactorTokenAsync(me, TokenOptions.DefaultAuthenticatorProvider, digits))
        {
            Faults = FormFaults.At("code", "This code is wrong or over. Wait for the next one.");
            return;
        }
        await Users.SetTwoFactorEnabledAsync(me, true);
        await NewCodesAsync();
    }

    private async Task NewCodesAsync()
    {
        codes = [.. await Users.GenerateNewTwoFactorRecoveryCodesAsync(me, Codes) ?? []];
        await SignIn.RefreshSignInAsync(me);
    }

    private async Task SwitchOffAsync()
    {
        if (!await Users.CheckPasswordAsync(me, Current ?? ""))
        {
            Faults = FormFaults.At("current", "This is not your password.");
            return;
        }
        await Users.SetTwoFactorEnabledAsync(me, false);
        await Users.ResetAuthenticatorKeyAsync(me);
        await SignIn.RefreshSignInAsync(me);
        Navigation.NavigateTo(Links.Settings);
    }
}
