namespace Lobster.Core.TopUps;

/// <summary>Whether an account is topped up automatically.</summary>
public enum TopUpState
{
    /// <summary>Its owner has switched it off, or not on yet.</summary>
    Off,

    /// <summary>Switched on.</summary>
    On,

    /// <summary>The panel or its staff have ended it (<see cref="TopUpStop"/>); its owner may switch it on again.</summary>
    Stopped,
}
