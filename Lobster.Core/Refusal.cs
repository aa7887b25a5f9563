namespace Lobster.Core;

/// <summary>
/// Why a use case did nothing, in words the user can act on. A closed family: pages and the API switch on it. Nothing was saved.
/// </summary>
/// <param name="Text">An English sentence, also the key of its translation; may hold {0}, {1} … for <paramref name="Arguments"/>.</param>
/// <param name="Arguments">What fills the sentence; empty when nothing does.</param>
public abstract record Refusal(string Text, params IReadOnlyList<object> Arguments)
{
    /// <summary>What was typed is not acceptable.</summary>
    /// <param name="Field">The name of the form's field, so that the message stands beside it.</param>
    /// <param name="Text">The sentence.</param>
    /// <param name="Arguments">What fills it.</param>
    public sealed record Invalid(string Field, string Text, params IReadOnlyList<object> Arguments) : Refusal(Text, Arguments);

    /// <summary>There is no such thing, or it is not the asker's; the two are never told apart.</summary>
    public sealed record NotFound() : Refusal("There is nothing here.");

    /// <summary>The asker may not do this.</summary>
    public sealed record NotAllowed(string Text = "You may not do this.") : Refusal(Text);

    /// <summary>It cannot be done in the present state; later, or after something else, it can.</summary>
    public sealed record Conflict(string Text, params IReadOnlyList<object> Arguments) : Refusal(Text, Arguments);

    /// <summary>Credit does not reach.</summary>
    public sealed record NotEnoughCredit(string Text, params IReadOnlyList<object> Arguments) : Refusal(Text, Arguments);

    /// <summary>A limit is reached.</summary>
    public sealed record LimitReached(string Text, params IReadOnlyList<object> Arguments) : Refusal(Text, Arguments);

    /// <summary>The region cannot do this.</summary>
    public sealed record NotOffered(string Text, params IReadOnlyList<object> Arguments) : Refusal(Text, Arguments);

    /// <summary>The sentence in English.</summary>
    public string English => Arguments.Count == 0
        ? Text
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, Text, [.. Arguments]);
}
