using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Mail;

/// <summary>The outbox as the sender sees it: what is due, taken by one node at a time, and what became of it.</summary>
internal sealed class MailQueue(Transactions transactions, IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>For how long a taken mail belongs to its taker; after a crash it is due again then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int Batch = 20;

    /// <summary>Takes mails that are due; nobody else gets them until the lease is over.</summary>
    public Task<List<OutgoingMail>> TakeAsync(CancellationToken cancellationToken) => transactions.RunAsync(async (db, token) =>
    {
        var now = Now;
        var due = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.SentAt == null && m.GivenUpAt == null && m.DueAt <= now).OrderBy(m => m.DueAt).Take(Batch).ToListAsync(token);
        var taken = new List<OutgoingMail>(due.Count);
        foreach (var mail in due)
        {
            // The condition on DueAt is the lease: of two nodes that read the same row, only one still finds it so.
            var mine = await db.OutgoingMails.Where(m => m.Id == mail.Id && m.DueAt == mail.DueAt && m.SentAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAt, now + Lease), token);
            if (mine == 1) taken.Add(mail);
        }
        return taken;
    }, cancellationToken);

    /// <summary>Notes that the mail server took it.</summary>
    public Task SentAsync(MailId id, CancellationToken cancellationToken) => transactions.RunAsync(
        (db, token) => db.OutgoingMails.Where(m => m.Id == id)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, Now).SetProperty(m => m.Error, (string?)null), token),
        cancellationToken);

    /// <summary>Notes a failure: it is tried again later, or given up when that is hopeless.</summary>
    /// <returns>Whether it was given up.</returns>
    public async Task<bool> FailedAsync(OutgoingMail mail, string error, bool hopeless, CancellationToken cancellationToken)
    {
        var failures = mail.Attempts + 1;
        var over = hopeless || failures >= options.Value.MaxAttempts;
        var (now, text) = (Now, error.Length > 1000 ? error[..1000] : error);
        Instant? givenUp = over ? now : null;
        await transactions.RunAsync(
            (db, token) => db.OutgoingMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.Attempts, failures).SetProperty(m => m.Error, text)
                    .SetProperty(m => m.DueAt, now + MailBackOff.After(failures)).SetProperty(m => m.GivenUpAt, givenUp), token),
            cancellationToken);
        return over;
    }

    private Instant Now => Instant.From(time.GetUtcNow());
}
