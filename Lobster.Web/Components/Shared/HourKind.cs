namespace Lobster.Web.Components.Shared;

/// <summary>How an hour is drawn.</summary>
public enum HourKind
{
    /// <summary>Still to come.</summary>
    Ahead,

    /// <summary>Charged, or a sweep run as planned.</summary>
    Charged,

    /// <summary>Running now.</summary>
    Now,

    /// <summary>The machine did not exist.</summary>
    None,

    /// <summary>Charged while credit was low.</summary>
    Low,

    /// <summary>A sweep run in time.</summary>
    Fine,

    /// <summary>A sweep run late.</summary>
    Late,

    /// <summary>Failed.</summary>
    Bad,
}
