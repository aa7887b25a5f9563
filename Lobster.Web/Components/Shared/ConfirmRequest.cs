namespace Lobster.Web.Components.Shared;

/// <summary>What a confirmation asks.</summary>
/// <param name="Title">A question with the name: "Delete db-1?".</param>
/// <param name="Text">What is lost, or what happens.</param>
/// <param name="Action">The button, verb and name: "Delete db-1".</param>
public sealed record ConfirmRequest(string Title, string Text, string Action)
{
    /// <summary>Money and runway, before and after.</summary>
    public IReadOnlyList<ReceiptLine> Lines { get; init; } = [];

    /// <summary>The name that must be typed; null asks without typing.</summary>
    public string? Name { get; init; }

    /// <summary>Whether something is destroyed: the button is red.</summary>
    public bool Destroys { get; init; }

    /// <summary>The way out: "Cancel", or "Keep it" where something would be destroyed.</summary>
    public string? Keep { get; init; }
}
