namespace Lobster.Web.Components.Login;

/// <summary>How a log-in ended.</summary>
internal enum LoginResult
{
    /// <summary>Logged in.</summary>
    Done,

    /// <summary>A code is needed too.</summary>
    SecondFactor,

    /// <summary>Wrong, unknown or paused; which of them is not said.</summary>
    Refused,

    /// <summary>Right, but the e-mail address is not confirmed.</summary>
    Unconfirmed,

    /// <summary>Right, but an admin disabled the user.</summary>
    Disabled,
}
