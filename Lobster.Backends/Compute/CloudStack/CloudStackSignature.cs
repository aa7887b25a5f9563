using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// CloudStack's signed requests: the parameters in the order of their names, values encoded as Java does it, all of it in lower case under HMAC-SHA1.
/// See "Signing API requests" in the developer guide. Pure.
/// </summary>
internal static class CloudStackSignature
{
    /// <summary>The query or form of a request, its signature last.</summary>
    /// <param name="secretKey">The account's secret key.</param>
    /// <param name="parameters">All parameters but the signature.</param>
    public static string Sign(string secretKey, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = Query(parameters);
        return $"{query}&signature={Encode(Of(secretKey, query))}";
    }

    /// <summary>Parameters sorted by their names, values encoded; names are not.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Encode(p.Value)}"));

    /// <summary>The signature of a query, in base64.</summary>
    public static string Of(string secretKey, string query)
    {
#pragma warning disable CA1308, CA5350 // The server signs lower case with SHA-1 and knows nothing else; as a keyed hash it still holds.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(query.ToLowerInvariant())));
#pragma warning restore CA1308, CA5350
    }

    // As Java's URLEncoder does it, with a space as %20: the asterisk stays, the tilde does not.
    private static string Encode(string value) =>
        Uri.EscapeDataString(value).Replace("%2A", "*", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
}
