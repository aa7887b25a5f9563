namespace Lobster.Web.Configuration;

/// <summary>The time machine's setting.</summary>
/// <param name="Speed">Business seconds in one real second; 1 outside Development.</param>
internal sealed record ClockSettings(int Speed);
