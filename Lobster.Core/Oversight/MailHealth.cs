namespace Lobster.Core.Oversight;

/// <summary>The outbox.</summary>
/// <param name="Waiting">Letters not sent yet.</param>
/// <param name="Failing">How many of them failed at least once.</param>
/// <param name="Oldest">Since when the oldest waits.</param>
/// <param name="GivenUp">Letters given up in the last thirty days.</param>
public sealed record MailHealth(int Waiting, int Failing, Instant? Oldest, int GivenUp);
