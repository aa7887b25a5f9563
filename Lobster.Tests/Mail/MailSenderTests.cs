using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Tests.Harness;
using Lobster.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lobster.Tests.Mail;

public sealed class MailSenderTests
{
    [Theory, EveryDatabase]
    public async Task SendDue_MailInOutbox_ArrivesOnceWithBothParts(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = new SmtpFake();
        var sender = Sender(database, server.Port);
        await EnqueueAsync(database, "welcome");

        Assert.Equal(1, await sender.SendDueAsync(default));
        Assert.Equal(0, await sender.SendDueAsync(default));

        var mail = Assert.Single(server.Mails);
        Assert.Contains("Subject: Hello welcome", mail, StringComparison.Ordinal);
        Assert.Contains("To: anna@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("text/plain", mail, StringComparison.Ordinal);
        Assert.Contains("text/html", mail, StringComparison.Ordinal);
        Assert.NotNull((await OnlyAsync(database)).SentAt);
    }

    [Theory, EveryDatabase]
    public async Task SendDue_TwoNodesAtOnce_SendEachMailOnce(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = new SmtpFake();
        for (var i = 0; i < 30; i++) await EnqueueAsync(database, $"mail {i}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var sender = Sender(database, server.Port);
            while (await sender.SendDueAsync(default) > 0) { }
        }));

        Assert.Equal(30, server.Mails.Count);
        Assert.Equal(30, server.Mails.Select(m => m.Split('\n').First(l => l.StartsWith("Message-Id", StringComparison.OrdinalIgnoreCase))).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task SendDue_ServerSaysLater_TriesAgainAfterTheBackOff(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = new SmtpFake();
        server.ReceiverAnswers.Enqueue("450 greylisted, come back");
        var sender = Sender(database, server.Port);
        await EnqueueAsync(database, "later");

        await sender.SendDueAsync(default);
        var failed = await OnlyAsync(database);
        Assert.Equal(0, await sender.SendDueAsync(default));
        database.Time.Advance(MailBackOff.After(1));
        await sender.SendDueAsync(default);

        Assert.Equal(1, failed.Attempts);
        Assert.Contains("greylisted", failed.Error, StringComparison.Ordinal);
        Assert.Single(server.Mails);
        Assert.Null((await OnlyAsync(database)).Error);
    }

    [Theory, EveryDatabase]
    public async Task SendDue_ReceiverDoesNotExist_GivesUpAtOnce(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = new SmtpFake();
        server.ReceiverAnswers.Enqueue("550 no such mailbox");
        await EnqueueAsync(database, "nobody");

        await Sender(database, server.Port).SendDueAsync(default);

        var mail = await OnlyAsync(database);
        Assert.NotNull(mail.GivenUpAt);
        Assert.Contains("no such mailbox", mail.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task SendDue_NoServer_GivesUpAfterTheLastAttempt(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var sender = Sender(database, await DeadPortAsync(), attempts: 3);
        await EnqueueAsync(database, "dead");

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Null((await OnlyAsync(database)).GivenUpAt);
            Assert.Equal(1, await sender.SendDueAsync(default));
            database.Time.Advance(MailBackOff.After(attempt));
        }

        var mail = await OnlyAsync(database);
        Assert.NotNull(mail.GivenUpAt);
        Assert.Equal(3, mail.Attempts);
        Assert.Equal(0, await sender.SendDueAsync(default));
    }

    [Theory, EveryDatabase]
    public async Task SendDue_NodeDiedWithTheMail_IsSentWhenTheLeaseIsOver(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = new SmtpFake();
        await EnqueueAsync(database, "leased");
        Assert.Single(await Queue(database, Options.Create(new MailOptions())).TakeAsync(default));

        var sender = Sender(database, server.Port);
        Assert.Equal(0, await sender.SendDueAsync(default));
        database.Time.Advance(MailQueue.Lease);
        Assert.Equal(1, await sender.SendDueAsync(default));

        Assert.Single(server.Mails);
    }

    private static MailQueue Queue(TestDatabase database, IOptions<MailOptions> options) => new(database.Transactions, options, database.Time);

    private static MailSender Sender(TestDatabase database, int port, int attempts = 12)
    {
        var options = Options.Create(new MailOptions
        {
            Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "Lobster <panel@example.com>", MaxAttempts = attempts,
        });
        return new MailSender(Queue(database, options), options, database.Time, NullLogger<MailSender>.Instance);
    }

    private static Task EnqueueAsync(TestDatabase database, string key) => database.Transactions.RunAsync((db, _) =>
    {
        db.Enqueue(Instant.From(database.Time.GetUtcNow()), key, "anna@example.com", new Letter($"Hello {key}", $"<p>{key}</p>", key));
        return Task.CompletedTask;
    });

    private static async Task<OutgoingMail> OnlyAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.OutgoingMails.AsNoTracking().SingleAsync();
    }

    private static async Task<int> DeadPortAsync()
    {
        await using var closed = new SmtpFake();
        return closed.Port;
    }
}
