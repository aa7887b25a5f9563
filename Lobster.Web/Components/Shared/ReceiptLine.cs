namespace Lobster.Web.Components.Shared;

/// <summary>One line of a receipt or a summary.</summary>
/// <param name="Term">What it is.</param>
/// <param name="Value">Its value, formatted.</param>
/// <param name="Total">Whether it is the sum of those above.</param>
/// <param name="Href">Where the value leads, if anywhere.</param>
public sealed record ReceiptLine(string Term, string Value, bool Total = false, string? Href = null);
