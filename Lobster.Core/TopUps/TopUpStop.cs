namespace Lobster.Core.TopUps;

/// <summary>Why automatic top-up was ended without its owner.</summary>
public enum TopUpStop
{
    /// <summary>The bank declined as often as it is asked.</summary>
    Declined,

    /// <summary>The card can never be charged again: lost, stolen, expired, gone.</summary>
    CardUseless,

    /// <summary>Staff did, for a reason.</summary>
    Staff,
}
