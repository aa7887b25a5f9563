namespace Lobster.Web.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all; only without a password, for a server on this machine.</summary>
    None,

    /// <summary>Plain at first, then TLS; refused when the server cannot.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
