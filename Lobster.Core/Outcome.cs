using System.Diagnostics.CodeAnalysis;

namespace Lobster.Core;

/// <summary>What a use case answers: it was done and gave a value, or it was refused and nothing was saved.</summary>
/// <typeparam name="T">What it gives when done.</typeparam>
public readonly record struct Outcome<T> : IOutcome
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>What it gave; only when <see cref="Refusal"/> is null.</summary>
    public T? Value { get; }

    /// <summary>Why it did nothing; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it was refused.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    /// <summary>Done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
