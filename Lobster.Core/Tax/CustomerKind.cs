namespace Lobster.Core.Tax;

/// <summary>As what a customer buys.</summary>
public enum CustomerKind
{
    /// <summary>A private person.</summary>
    Person,

    /// <summary>A business.</summary>
    Business,
}
