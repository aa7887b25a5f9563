namespace Lobster.Web.Components;

/// <summary>The browser's time zone, learnt from a cookie that theme.js keeps. Only <see cref="Routes"/> makes one.</summary>
/// <param name="Zone">The zone; UTC while unknown.</param>
/// <param name="IsKnown">Whether the browser has told it.</param>
public sealed record BrowserZone(TimeZoneInfo Zone, bool IsKnown)
{
    /// <summary>The cookie with the IANA name.</summary>
    public const string Cookie = "lb-zone";

    /// <summary>Reads the cookie; a name this system does not know counts as UTC.</summary>
    public static BrowserZone Read(string? cookie)
    {
        var name = cookie is null ? null : Uri.UnescapeDataString(cookie);
        return name is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new(zone, true)
            : new(TimeZoneInfo.Utc, false);
    }
}
