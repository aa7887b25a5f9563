namespace Lobster.Core.Compute;

/// <summary>One field that a person fills in: of a region's form, or of a custom action.</summary>
/// <param name="Key">The stored key, lower camel case. Never changes meaning within an options version.</param>
/// <param name="Label">What stands beside it.</param>
/// <param name="Kind">How it is entered.</param>
public sealed record OptionField(string Key, string Label, OptionKind Kind = OptionKind.Text)
{
    /// <summary>A sentence of help; null for none.</summary>
    public string? Help { get; init; }

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>The value when left empty, invariant text; null for none. Switches say "true" or "false".</summary>
    public string? Default { get; init; }

    /// <summary>The values of a <see cref="OptionKind.Choice"/>; empty otherwise.</summary>
    public IReadOnlyList<OptionChoice> Choices { get; init; } = [];

    /// <summary>The least number of a <see cref="OptionKind.Number"/>; null for no bound.</summary>
    public long? Min { get; init; }

    /// <summary>The greatest number of a <see cref="OptionKind.Number"/>; null for no bound.</summary>
    public long? Max { get; init; }
}
