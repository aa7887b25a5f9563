namespace Lobster.Core.Compute;

/// <summary>How a field is entered and kept.</summary>
public enum OptionKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>A whole number, invariant decimal text.</summary>
    Number,

    /// <summary>"true" or "false".</summary>
    Switch,

    /// <summary>One of <see cref="OptionField.Choices"/>.</summary>
    Choice,

    /// <summary>One line, encrypted at rest and never shown again.</summary>
    Secret,

    /// <summary>Several lines, kept like <see cref="Text"/>.</summary>
    Multiline,

    /// <summary>Several lines, kept like <see cref="Secret"/>: a private key.</summary>
    SecretMultiline,
}
