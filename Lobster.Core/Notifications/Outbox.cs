using Lobster.Core.Data;

namespace Lobster.Core.Notifications;

/// <summary>Puts an e-mail into the outbox, in the caller's transaction.</summary>
public static class Outbox
{
    /// <summary>Adds one mail. Its key makes it go out once: a second mail with the same key breaks the unique index and the whole transaction.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="now">The system clock's moment.</param>
    /// <param name="key">What this mail is about, unique for ever.</param>
    /// <param name="to">The one receiver.</param>
    /// <param name="letter">What it says.</param>
    public static void Enqueue(this LobsterDbContext db, Instant now, string key, string to, Letter letter) =>
        db.OutgoingMails.Add(new OutgoingMail
        {
            Key = key, To = to, Subject = letter.Subject, Html = letter.Html, Text = letter.Text, CreatedAt = now, DueAt = now,
        });
}
