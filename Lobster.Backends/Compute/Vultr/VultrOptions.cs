using System.Globalization;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>A Vultr region's options, read from their stored text; <see cref="VultrFields"/> tells what each is.</summary>
/// <param name="Region">Vultr's region id, such as <c>ewr</c>.</param>
/// <param name="Address">The API's root.</param>
/// <param name="EnableIpv6">Whether machines get an IPv6 network.</param>
/// <param name="Timeout">How long one request may take.</param>
internal sealed record VultrOptions(string Region, Uri Address, bool EnableIpv6, TimeSpan Timeout)
{
    /// <summary>Where Vultr's API is.</summary>
    public const string DefaultAddress = "https://api.vultr.com/";

    /// <summary>Reads checked options.</summary>
    public static VultrOptions Read(IReadOnlyDictionary<string, string> options)
    {
        string Text(string key, string otherwise) => options.TryGetValue(key, out var value) && value.Trim().Length > 0 ? value.Trim() : otherwise;
        return new VultrOptions(
            Text("region", "").ToLowerInvariant(), new Uri(Text("address", DefaultAddress).TrimEnd('/') + "/"), Text("ipv6", "true") == "true",
            TimeSpan.FromSeconds(int.Parse(Text("timeoutSeconds", "30"), CultureInfo.InvariantCulture)));
    }
}
