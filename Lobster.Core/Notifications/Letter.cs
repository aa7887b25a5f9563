namespace Lobster.Core.Notifications;

/// <summary>What an e-mail says.</summary>
/// <param name="Subject">The fact itself.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The same as plain text.</param>
public sealed record Letter(string Subject, string Html, string Text);
