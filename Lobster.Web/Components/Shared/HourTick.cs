namespace Lobster.Web.Components.Shared;

/// <summary>One of the 24 ticks of a day.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Label">What a screen reader says: the hour and its amount.</param>
public sealed record HourTick(HourKind Kind, string Label);
