namespace Lobster.Core.Consoles;

/// <summary>How much went through a console so far.</summary>
/// <param name="BytesIn">From the browser.</param>
/// <param name="BytesOut">To the browser.</param>
public readonly record struct ConsoleTally(long BytesIn, long BytesOut);
