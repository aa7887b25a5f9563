using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet.Common;

namespace Lobster.Backends.Consoles;

/// <summary>SSH host keys as OpenSSH prints them: kind and SHA-256, base64 without padding.</summary>
internal static class SshHostKey
{
    /// <summary>Of a key that a host showed.</summary>
    public static string Of(HostKeyEventArgs key) => Of(key.HostKey);

    /// <summary>Of a public key line ("ssh-ed25519 AAAA… comment"); null for none.</summary>
    /// <exception cref="FormatException">It is no public key line.</exception>
    public static string? OfLine(string? line) =>
        line is null ? null
        : line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var blob, ..] ? Of(Convert.FromBase64String(blob))
        : throw new FormatException("The backend's host key is no public key line.");

    // A key names its own kind (RFC 4253, 6.6); the name of the signature's algorithm may be another.
    private static string Of(byte[] blob)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(blob);
        if (length < 0 || length > blob.Length - sizeof(int)) throw new FormatException("A host key names no kind.");
        return $"{Encoding.ASCII.GetString(blob, sizeof(int), length)} SHA256:{Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=')}";
    }
}
