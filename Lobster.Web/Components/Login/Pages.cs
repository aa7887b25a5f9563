namespace Lobster.Web.Components.Login;

/// <summary>The addresses of the login family that only it and its letters use.</summary>
internal static class Pages
{
    /// <summary>"Look into your mail".</summary>
    public const string Sent = "/check-your-mail";

    /// <summary>From the first letter.</summary>
    public const string ConfirmEmail = "/confirm-email";

    /// <summary>Ask for it once more.</summary>
    public const string Resend = "/resend-confirmation";

    /// <summary>From the letter about a new password.</summary>
    public const string ResetPassword = "/reset-password";

    /// <summary>The code of the second factor.</summary>
    public const string SecondFactor = "/login/code";

    /// <summary>A recovery code instead.</summary>
    public const string Recovery = "/login/recovery";

    /// <summary>From the letter about a new address.</summary>
    public const string ConfirmNewEmail = "/confirm-new-email";

    /// <summary>Change the password.</summary>
    public const string Password = "/settings/password";

    /// <summary>Change the address.</summary>
    public const string Email = "/settings/email";

    /// <summary>Switch two-factor log-in on and off.</summary>
    public const string TwoFactor = "/settings/two-factor";

    /// <summary>Passkeys.</summary>
    public const string Passkeys = "/settings/passkeys";
}
