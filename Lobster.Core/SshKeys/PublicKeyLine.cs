using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lobster.Core.SshKeys;

/// <summary>A public key as OpenSSH writes it: type, base64 and a comment on one line (RFC 4253, section 6.6).</summary>
/// <param name="Text">Type and base64, without the comment.</param>
/// <param name="Comment">The comment; empty when there was none.</param>
/// <param name="Fingerprint">"SHA256:…", as ssh-keygen -l shows it.</param>
public sealed record PublicKeyLine(string Text, string Comment, string Fingerprint)
{
    private static readonly string[] Types =
    [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com",
        "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    /// <summary>Reads a line.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="key">The key when the answer is null.</param>
    /// <returns>Null when it could be read; otherwise the refusal for the field "PublicKey".</returns>
    public static Refusal? Read(string? text, out PublicKeyLine? key)
    {
        key = null;
        var words = (text ?? "").Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (text?.Contains("PRIVATE KEY", StringComparison.Ordinal) == true) return Bad("This is a private key. Keep it to yourself and paste the file that ends in .pub.");
        if (words.Length < 2 || (text ?? "").Trim().Any(char.IsControl)) return Bad("Paste one line that starts with ssh-ed25519, ssh-rsa or ecdsa-sha2.");
        if (!Types.Contains(words[0])) return Bad("Use a key of the type ed25519, rsa or ecdsa.");
        var blob = new byte[16 * 1024];
        if (!Convert.TryFromBase64String(words[1], blob, out var length) || !SaysItsType(blob.AsSpan(0, length), words[0]))
            return Bad("The key is cut off or changed. Paste the whole line again.");
        var print = Convert.ToBase64String(SHA256.HashData(blob.AsSpan(0, length))).TrimEnd('=');
        key = new PublicKeyLine($"{words[0]} {words[1]}", words.Length > 2 ? words[2].Trim() : "", $"SHA256:{print}");
        return null;
    }

    private static bool SaysItsType(ReadOnlySpan<byte> blob, string type) =>
        blob.Length > 4 + type.Length && BinaryPrimitives.ReadInt32BigEndian(blob) == type.Length
        && blob.Slice(4, type.Length).SequenceEqual(Encoding.ASCII.GetBytes(type));

    private static Refusal.Invalid Bad(string sentence) => new("PublicKey", sentence);
}
