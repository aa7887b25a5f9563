using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime.Internal.Auth;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// Signs each try of a request just before it is sent (AWS Signature Version 4), by the SDK's own signer and by our clock. The SDK itself sends unsigned: its signature would be
/// made before the request waits for its turn, and by a clock that it corrects for all clients of the process together.
/// </summary>
internal sealed class Ec2Signer(string accessKeyId, string secretAccessKey, string region, string service, TimeProvider time)
{
    private const string Moment = "X-Amz-Date";
    private const string SignedHeaders = "content-type;host;x-amz-date";

    /// <summary>Puts the date and the signature on a request with a body.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request.Content);
        ArgumentNullException.ThrowIfNull(request.RequestUri);
        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var moment = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var signature = AWS4Signer.ComputeSignature(
            accessKeyId, secretAccessKey, region, now, service, SignedHeaders, Canonical(request.Method, request.RequestUri, request.Content.Headers.ContentType?.ToString() ?? "", moment, body));
        request.Headers.Remove(Moment);
        request.Headers.TryAddWithoutValidation(Moment, moment);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
    }

    /// <summary>What is signed. All parameters are in the body.</summary>
    public static string Canonical(HttpMethod method, Uri address, string contentType, string moment, byte[] body) =>
        $"{method}\n{address.AbsolutePath}\n\ncontent-type:{contentType}\nhost:{address.Authority}\nx-amz-date:{moment}\n\n{SignedHeaders}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
}
