using System.Data.Common;
using System.Net.Sockets;
using Lobster.Core.Notifications;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Lobster.Web.Mail;

/// <summary>Sends the outbox. May run on every node; a mail goes out once unless a node dies between the server's "taken" and our note of it.</summary>
internal sealed class MailSender(MailQueue queue, IOptions<MailOptions> options, TimeProvider time, ILogger<MailSender> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Host.Length == 0)
        {
            log.LogWarning("{Section}:Host is not set: e-mails wait in the outbox.", MailOptions.Section);
            return;
        }
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                while (await SendDueAsync(stoppingToken) > 0) { }
            }
            catch (DbException e)
            {
                log.LogWarning("The outbox could not be read: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Takes what is due and sends it.</summary>
    /// <returns>How many mails were taken.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var mails = await queue.TakeAsync(cancellationToken);
        if (mails.Count == 0) return 0;
        using var server = new SmtpClient { Timeout = 30_000 };
        foreach (var mail in mails) await SendAsync(server, mail, cancellationToken);
        if (server.IsConnected) await server.DisconnectAsync(quit: true, cancellationToken);
        return mails.Count;
    }

    private async Task SendAsync(SmtpClient server, OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            if (!server.IsConnected) await ConnectAsync(server, cancellationToken);
            await server.SendAsync(Compose(mail), cancellationToken);
            await queue.SentAsync(mail.Id, cancellationToken);
        }
        catch (Exception e) when (IsOutside(e))
        {
            var givenUp = await queue.FailedAsync(mail, e.Message, IsHopeless(e), cancellationToken);
            log.Log(givenUp ? LogLevel.Error : LogLevel.Warning, "E-mail {Mail} was not taken{Outcome}: {Reason}", mail.Id, givenUp ? " and is given up" : "", e.Message);
        }
    }

    private async Task ConnectAsync(SmtpClient server, CancellationToken cancellationToken)
    {
        var o = options.Value;
        var security = o.Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        };
        await server.ConnectAsync(o.Host, o.Port, security, cancellationToken);
        if (o.User.Length > 0) await server.AuthenticateAsync(o.User, o.Password, cancellationToken);
    }

    private MimeMessage Compose(OutgoingMail mail)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var message = new MimeMessage { Subject = mail.Subject, Date = mail.CreatedAt.ToDateTimeOffset() };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        // The same for every try, so that a mail server can drop one that it has already.
        message.MessageId = $"lobster-{mail.Id}-{mail.CreatedAt.Micros}@{from.Domain}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    // The server said "never" about this receiver or this address; anything else may be better tomorrow.
    private static bool IsHopeless(Exception e) =>
        e is ParseException or SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= SmtpStatusCode.SyntaxError };

    private static bool IsOutside(Exception e) =>
        e is ParseException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or IOException or SocketException or TimeoutException or NotSupportedException;
}
