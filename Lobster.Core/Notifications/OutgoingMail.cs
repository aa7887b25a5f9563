namespace Lobster.Core.Notifications;

/// <summary>An e-mail in the outbox, written in the same transaction as what it tells of and sent by a worker.</summary>
public sealed class OutgoingMail
{
    /// <summary>The mail's number.</summary>
    public MailId Id { get; set; }

    /// <summary>Unique; the same news is sent once.</summary>
    public required string Key { get; set; }

    /// <summary>The one receiver's address.</summary>
    public required string To { get; set; }

    /// <summary>The subject: the fact itself.</summary>
    public required string Subject { get; set; }

    /// <summary>The HTML part.</summary>
    public required string Html { get; set; }

    /// <summary>The text part.</summary>
    public required string Text { get; set; }

    /// <summary>When it was written (system clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Not to be tried before this moment (system clock); moved ahead while a worker has it.</summary>
    public Instant DueAt { get; set; }

    /// <summary>How often it was tried and failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When the mail server took it; null until then.</summary>
    public Instant? SentAt { get; set; }

    /// <summary>When it was given up; null while there is hope.</summary>
    public Instant? GivenUpAt { get; set; }

    /// <summary>What went wrong last.</summary>
    public string? Error { get; set; }
}
