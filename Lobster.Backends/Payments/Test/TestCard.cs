namespace Lobster.Backends.Payments.Test;

/// <summary>What the bank of a saved test card says when it is charged.</summary>
public enum TestCard
{
    /// <summary>Yes.</summary>
    Works,

    /// <summary>Too little money at present.</summary>
    InsufficientFunds,

    /// <summary>It was lost.</summary>
    Lost,

    /// <summary>The customer must confirm the payment in person.</summary>
    AuthenticationRequired,
}
