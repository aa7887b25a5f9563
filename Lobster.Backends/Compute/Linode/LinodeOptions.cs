using System.Globalization;

namespace Lobster.Backends.Compute.Linode;

/// <summary>A Linode region's options, read from their stored text; <see cref="LinodeFields"/> tells what each is.</summary>
/// <param name="Region">Linode's region id, such as <c>us-east</c>.</param>
internal sealed record LinodeOptions(string Region)
{
    /// <summary>Where Linode's API is.</summary>
    public const string DefaultAddress = "https://api.linode.com/";

    /// <summary>Linode's word for the older network, whose addresses come and go by the API's <c>/ips</c>.</summary>
    public const string LegacyInterfaces = "legacy_config";

    /// <summary>Linode's word for the newer network.</summary>
    public const string LinodeInterfaces = "linode";

    /// <summary>The API's root.</summary>
    public Uri Address { get; init; } = new(DefaultAddress);

    /// <summary>Whether machines get an address of the private network.</summary>
    public bool PrivateAddress { get; init; }

    /// <summary>Which kind of network machines get: <see cref="LegacyInterfaces"/> or <see cref="LinodeInterfaces"/>.</summary>
    public string Interfaces { get; init; } = LegacyInterfaces;

    /// <summary>Whether Linode has granted this account public addresses beyond the first.</summary>
    public bool MoreAddresses { get; init; }

    /// <summary>What the console shows.</summary>
    public LinodeConsole Console { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads checked options.</summary>
    public static LinodeOptions Read(IReadOnlyDictionary<string, string> options)
    {
        string Text(string key, string otherwise) => options.TryGetValue(key, out var value) && value.Trim().Length > 0 ? value.Trim() : otherwise;
        return new LinodeOptions(Text("region", "").ToLowerInvariant())
        {
            Address = new Uri(Text("address", DefaultAddress).TrimEnd('/') + "/"), PrivateAddress = Text("privateAddress", "false") == "true",
            Interfaces = Text("interfaces", LegacyInterfaces), MoreAddresses = Text("moreAddresses", "false") == "true",
            Console = Text("console", "screen") == "terminal" ? LinodeConsole.Terminal : LinodeConsole.Screen,
            Timeout = TimeSpan.FromSeconds(int.Parse(Text("timeoutSeconds", "30"), CultureInfo.InvariantCulture)),
        };
    }
}
