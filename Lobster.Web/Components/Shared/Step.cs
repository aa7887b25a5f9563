namespace Lobster.Web.Components.Shared;

/// <summary>One line of an operation's progress.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Title">What it does.</param>
/// <param name="Detail">One small line: what it waits for, or what failed and what that costs.</param>
/// <param name="Time">Elapsed or taken time, formatted.</param>
/// <param name="Percent">How far it is, drawn as a bar; null when not known.</param>
public sealed record Step(StepMark State, string Title, string? Detail = null, string? Time = null, int? Percent = null);
