namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>What a DigitalOcean region is set to; <see cref="DigitalOceanFields"/> tells what each is.</summary>
/// <param name="Region">DigitalOcean's slug of the region, such as <c>nyc3</c>. Always sent: without it a Droplet lands anywhere.</param>
/// <param name="EnableIpv6">Whether machines get an IPv6 address.</param>
/// <param name="Monitoring">Whether the provider's agent is installed in guests.</param>
/// <param name="Shutdown">How long a guest may take to shut down before its power is cut; zero: it is cut at once.</param>
internal sealed record DigitalOceanOptions(string Region, bool EnableIpv6, bool Monitoring, TimeSpan Shutdown)
{
    /// <summary>Reads checked options.</summary>
    public static DigitalOceanOptions Read(StoredOptions options) =>
        new(options.Text("region").ToLowerInvariant(), options.Flag("ipv6"), options.Flag("monitoring"), options.Seconds("shutdownSeconds"));
}
