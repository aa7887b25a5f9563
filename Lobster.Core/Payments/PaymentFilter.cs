namespace Lobster.Core.Payments;

/// <summary>Which payments staff want to see.</summary>
public sealed record PaymentFilter
{
    /// <summary>Part of a reference, of a provider's id or of an account's name; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only in this state; null for all.</summary>
    public PaymentState? State { get; init; }

    /// <summary>Only through this gateway; null for all.</summary>
    public string? Gateway { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Payments on a page.</summary>
    public int Size { get; init; } = 25;
}
