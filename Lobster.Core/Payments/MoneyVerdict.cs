namespace Lobster.Core.Payments;

/// <summary>What money that arrived does to its payment.</summary>
public abstract record MoneyVerdict
{
    private MoneyVerdict()
    {
    }

    /// <summary>Credit it.</summary>
    /// <param name="AmountMinor">How much of what came, in minor units; the rest is a surplus.</param>
    /// <param name="Note">What an admin should know, such as a surplus; null when nothing.</param>
    public sealed record Credit(long AmountMinor, string? Note) : MoneyVerdict;

    /// <summary>It does not fit: an admin decides.</summary>
    /// <param name="Note">What does not fit.</param>
    public sealed record Hold(string Note) : MoneyVerdict;

    /// <summary>The payment was dealt with already and stays as it is; an admin is told of more money.</summary>
    /// <param name="Note">What arrived.</param>
    public sealed record Surplus(string Note) : MoneyVerdict;

    /// <summary>This very money was dealt with: nothing changes.</summary>
    public sealed record Known : MoneyVerdict;
}
