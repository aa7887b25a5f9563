using Microsoft.Extensions.Options;
using MimeKit;

namespace Lobster.Web.Mail;

/// <summary>The section <c>Lobster:Mail</c>: the server that takes our e-mails.</summary>
internal sealed class MailOptions : IValidateOptions<MailOptions>
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Mail";

    /// <summary>The server's name; empty: nothing is sent and mails wait in the outbox.</summary>
    public string Host { get; set; } = "";

    /// <summary>The server's port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Who logs in there; empty: nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, such as <c>Lobster &lt;panel@example.com&gt;</c>; needed with a host.</summary>
    public string From { get; set; } = "";

    /// <summary>After how many failed tries a mail is given up.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        Problem(options) is { } problem ? ValidateOptionsResult.Fail($"{Section}:{problem}") : ValidateOptionsResult.Success;

    private static string? Problem(MailOptions o)
    {
        if (o.MaxAttempts is < 1 or > 100) return $"MaxAttempts is {o.MaxAttempts}; it must be 1 to 100.";
        if (o.Port is < 1 or > 65535) return $"Port is {o.Port}; it must be 1 to 65535.";
        if (o.Host.Length == 0) return null;
        if (!MailboxAddress.TryParse(o.From, out _)) return $"From is \"{o.From}\"; it must be an e-mail address, since Host is set.";
        if (o.User.Length == 0 != (o.Password.Length == 0)) return "User and Password belong together; only one of them is set.";
        return o.User.Length > 0 && o.Security == MailSecurity.None
            ? "Security is None; a password may only travel over StartTls or Tls."
            : null;
    }
}
