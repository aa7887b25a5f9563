namespace Lobster.Backends.Compute.Vultr;

/// <summary>What a Vultr region is set to; <see cref="VultrFields"/> tells what each is.</summary>
/// <param name="Region">Vultr's region id, such as <c>ewr</c>.</param>
/// <param name="EnableIpv6">Whether machines get an IPv6 network.</param>
internal sealed record VultrOptions(string Region, bool EnableIpv6)
{
    /// <summary>Reads checked options.</summary>
    public static VultrOptions Read(StoredOptions options) => new(options.Text("region").ToLowerInvariant(), options.Flag("ipv6"));
}
