using System.IO.Compression;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>User data as EC2 takes it: base64 of at most 16 KB, with the SSH keys that are no key pair. What is longer is compressed, which cloud-init undoes. Pure.</summary>
internal static class Ec2UserData
{
    private const int Most = 16_384;

    /// <summary>What to send; null for nothing.</summary>
    /// <param name="own">The customer's.</param>
    /// <param name="keys">Further public keys.</param>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: it is too long.</exception>
    public static async Task<string?> EncodeAsync(string? own, IReadOnlyList<string> keys)
    {
        if (string.IsNullOrEmpty(own) && keys.Count == 0) return null;
        var bytes = keys.Count == 0 ? Encoding.UTF8.GetBytes(own!) : await CloudInitMessage.JoinAsync(own, keys);
        if (bytes.Length > Most) bytes = Compress(bytes);
        return bytes.Length <= Most ? Convert.ToBase64String(bytes) : throw new BackendException(BackendErrorKind.Rejected, "The user data is too long for AWS, which takes 16 KB.");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.SmallestSize)) zip.Write(bytes);
        return stream.ToArray();
    }
}
