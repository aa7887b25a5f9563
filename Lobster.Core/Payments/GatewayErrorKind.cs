namespace Lobster.Core.Payments;

/// <summary>What a provider's failure means.</summary>
public enum GatewayErrorKind
{
    /// <summary>The provider said no for good: nothing was begun.</summary>
    Rejected,

    /// <summary>The provider says for certain that there is no such thing.</summary>
    NotFound,

    /// <summary>Our credentials are wrong.</summary>
    Unauthorized,

    /// <summary>It could not be reached: nothing was begun.</summary>
    Unavailable,

    /// <summary>It may or may not have begun; a callback may still come.</summary>
    OutcomeUnknown,
}
