using System.Globalization;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>A DigitalOcean region's options, read from their stored text; <see cref="DigitalOceanFields"/> tells what each is.</summary>
/// <param name="Region">DigitalOcean's slug of the region, such as <c>nyc3</c>. Always sent: without it a Droplet lands anywhere.</param>
/// <param name="Address">The API's root.</param>
/// <param name="EnableIpv6">Whether machines get an IPv6 address.</param>
/// <param name="Monitoring">Whether the provider's agent is installed in guests.</param>
/// <param name="Shutdown">How long a guest may take to shut down before its power is cut; zero: it is cut at once.</param>
/// <param name="Timeout">How long one request may take.</param>
internal sealed record DigitalOceanOptions(string Region, Uri Address, bool EnableIpv6, bool Monitoring, TimeSpan Shutdown, TimeSpan Timeout)
{
    /// <summary>Where DigitalOcean's API is.</summary>
    public const string DefaultAddress = "https://api.digitalocean.com/";

    /// <summary>Reads checked options.</summary>
    public static DigitalOceanOptions Read(IReadOnlyDictionary<string, string> options)
    {
        string Text(string key, string otherwise) => options.TryGetValue(key, out var value) && value.Trim().Length > 0 ? value.Trim() : otherwise;
        TimeSpan Seconds(string key, string otherwise) => TimeSpan.FromSeconds(int.Parse(Text(key, otherwise), CultureInfo.InvariantCulture));
        return new DigitalOceanOptions(
            Text("region", "").ToLowerInvariant(), new Uri(Text("address", DefaultAddress).TrimEnd('/') + "/"), Text("ipv6", "true") == "true",
            Text("monitoring", "true") == "true", Seconds("shutdownSeconds", "60"), Seconds("timeoutSeconds", "30"));
    }
}
