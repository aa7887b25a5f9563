using System.Data.Common;

namespace Lobster.Web.Mail;

/// <summary>
/// Takes the outbox's mails where a developer has no mail server: they lie at <c>/dev/mail</c>, and what waits for a letter to be taken, such as a termination,
/// goes on as it does with one.
/// </summary>
internal sealed class DevelopmentMailbox(MailQueue queue, TimeProvider time, ILogger<DevelopmentMailbox> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var mail in await queue.TakeAsync(stoppingToken)) await queue.SentAsync(mail.Id, stoppingToken);
            }
            catch (DbException e)
            {
                log.LogWarning("The outbox could not be read: {Reason}", e.Message);
            }
        }
    }
}
