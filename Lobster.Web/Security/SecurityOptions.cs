using System.Net;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Security;

/// <summary>The section <c>Lobster:Security</c>.</summary>
internal sealed class SecurityOptions : IValidateOptions<SecurityOptions>
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Security";

    /// <summary>The file with the master key; made at first start when there is none. Shared by all nodes, never part of a backup of the database.</summary>
    public string MasterKeyFile { get; set; } = "data/master.pem";

    /// <summary>Addresses or networks (CIDR) of the proxies whose forwarded headers are believed; empty: none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Whether cookies travel over HTTPS only. Null: yes, but not in Development.</summary>
    public bool? SecureCookies { get; set; }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.MasterKeyFile)) return ValidateOptionsResult.Fail($"{Section}:MasterKeyFile is empty; it must name a file.");
        var wrong = options.TrustedProxies.FirstOrDefault(p => Network(p) is null);
        return wrong is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Section}:TrustedProxies has \"{wrong}\"; each must be an address or a network such as 10.0.0.0/8.");
    }

    /// <summary>Reads an address or a network; null when it is neither.</summary>
    public static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
