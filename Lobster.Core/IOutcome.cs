namespace Lobster.Core;

/// <summary>Lets the transaction runner see a refusal without knowing the value's type.</summary>
public interface IOutcome
{
    /// <summary>Why nothing was done; null when it was done.</summary>
    Refusal? Refusal { get; }
}
