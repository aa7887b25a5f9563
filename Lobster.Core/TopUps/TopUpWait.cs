namespace Lobster.Core.TopUps;

/// <summary>What a pause of automatic top-up is for.</summary>
public enum TopUpWait
{
    /// <summary>The bank declined for now.</summary>
    Declined,

    /// <summary>The bank wants the customer to confirm a payment in person.</summary>
    Confirmation,

    /// <summary>The month's ceiling is reached.</summary>
    Ceiling,
}
