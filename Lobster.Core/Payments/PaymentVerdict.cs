namespace Lobster.Core.Payments;

/// <summary>What one piece of news does to a payment.</summary>
public abstract record PaymentVerdict
{
    private PaymentVerdict()
    {
    }

    /// <summary>Credit it.</summary>
    /// <param name="Note">What an admin should know, such as a surplus; null when nothing.</param>
    public sealed record Credit(string? Note) : PaymentVerdict;

    /// <summary>Money is there and does not fit: an admin decides.</summary>
    /// <param name="Note">What does not fit.</param>
    public sealed record Hold(string Note) : PaymentVerdict;

    /// <summary>It ended without money.</summary>
    /// <param name="State">How.</param>
    /// <param name="Note">The reason.</param>
    public sealed record Close(PaymentState State, string Note) : PaymentVerdict;

    /// <summary>Money is there although this payment was dealt with already: it stays as it is, and an admin is told.</summary>
    /// <param name="Note">What arrived.</param>
    public sealed record Surplus(string Note) : PaymentVerdict;

    /// <summary>Late, repeated or without meaning: nothing changes.</summary>
    /// <param name="Note">Why not.</param>
    public sealed record Ignore(string Note) : PaymentVerdict;
}
