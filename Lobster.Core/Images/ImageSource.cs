using System.Net;

namespace Lobster.Core.Images;

/// <summary>
/// From where an image may be fetched. The region downloads, not the panel: what can be told here is that an address leads into a private network
/// by its very letters. A name that resolves to a private address is the region's to refuse.
/// </summary>
public static class ImageSource
{
    private const string Field = "Source";
    private const int Longest = 2000;

    // RFC 6890 and what came after: this host, private, shared, loopback, link-local, protocol assignments, benchmarking, multicast, reserved.
    private static readonly IPNetwork[] Private = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/127", "64:ff9b::/96", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(IPNetwork.Parse)];

    private static readonly string[] PrivateNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    /// <summary>Reads an address; null when good.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="allowsPrivate">Whether private networks are allowed.</param>
    /// <param name="source">What it says; null when refused.</param>
    public static Refusal? Read(string? text, bool allowsPrivate, out Uri? source)
    {
        source = null;
        if (string.IsNullOrWhiteSpace(text)) return new Refusal.Invalid(Field, "Enter the address of the file.");
        if (text.Trim().Length > Longest) return new Refusal.Invalid(Field, "Use an address of at most {0} characters.", Longest);
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return new Refusal.Invalid(Field, "Enter a whole address that begins with https:// or http://.");
        if (uri.UserInfo.Length > 0) return new Refusal.Invalid(Field, "Leave user name and password out of the address; it is stored as it stands.");
        if (!allowsPrivate && IsPrivate(uri)) return new Refusal.Invalid(Field, "{0} is in a private network. Files are fetched from the Internet only.", uri.Host);
        source = uri;
        return null;
    }

    private static bool IsPrivate(Uri uri)
    {
        if (!IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
        {
            var name = uri.IdnHost.TrimEnd('.');
            return !name.Contains('.', StringComparison.Ordinal) || Array.Exists(PrivateNames, p => name.EndsWith(p, StringComparison.OrdinalIgnoreCase));
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Private, n => n.Contains(plain));
    }
}
