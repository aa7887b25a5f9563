namespace Lobster.Web.Webhooks;

/// <summary>Whether our own webhook was reached from its public address.</summary>
/// <param name="IsReached">Whether it was.</param>
/// <param name="Text">What was seen, in words with places for <paramref name="Arguments"/>.</param>
/// <param name="Arguments">What goes into them.</param>
internal sealed record WebhookReach(bool IsReached, string Text, params object[] Arguments);
