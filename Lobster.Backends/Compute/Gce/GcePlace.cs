using System.Text.RegularExpressions;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Where a machine is: its id is <c>zone:name</c>, which is one machine at a time.</summary>
/// <param name="Zone">The zone, such as <c>us-central1-f</c>.</param>
/// <param name="Name">The instance's name.</param>
internal sealed partial record GcePlace(string Zone, string Name)
{
    /// <summary>The region that the zone is in; addresses belong to it.</summary>
    public string Region => RegionOf(Zone);

    /// <summary>Reads an id; null when it is none of Google's, and so of no machine.</summary>
    public static GcePlace? Read(string id) => id.Split(':') is [var zone, var name] && IsZone(zone) && IsName(name) ? new GcePlace(zone, name) : null;

    /// <summary>Whether a text is the name of a zone.</summary>
    public static bool IsZone(string text) => ZonePattern().IsMatch(text);

    /// <summary>Whether a text is a name that a resource can have (RFC 1035).</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>The region of a zone: <c>us-central1-f</c> is in <c>us-central1</c>.</summary>
    public static string RegionOf(string zone) => zone[..zone.LastIndexOf('-')];

    /// <summary>What a resource's address, or a part of one, ends with: its name.</summary>
    public static string Last(string address) => address[(address.LastIndexOf('/') + 1)..];

    /// <summary>The machine's id.</summary>
    public override string ToString() => $"{Zone}:{Name}";

    [GeneratedRegex("^[a-z]+(-[a-z0-9]+)+-[a-z]$")]
    private static partial Regex ZonePattern();

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex NamePattern();
}
