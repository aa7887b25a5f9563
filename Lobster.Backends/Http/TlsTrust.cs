using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lobster.Backends.Http;

/// <summary>
/// The one authority or certificate that a private cloud's server must show, instead of those that the system believes. Checks are never switched off: a
/// server that shows another is not spoken to.
/// </summary>
internal sealed record TlsTrust
{
    private TlsTrust(string text, IReadOnlyList<string> pems, string? fingerprint) => (Text, Pems, Fingerprint) = (text, pems, fingerprint);

    /// <summary>As it was entered; also tells one trust from another.</summary>
    public string Text { get; }

    private IReadOnlyList<string> Pems { get; }

    /// <summary>The SHA-256 fingerprint in upper-case hexadecimal; null: certificates are given.</summary>
    public string? Fingerprint { get; }

    /// <summary>The certificates; null: a fingerprint is given.</summary>
    public string? Pem => Fingerprint is null ? string.Join('\n', Pems) : null;

    /// <summary>Reads PEM certificates, or a SHA-256 fingerprint in hexadecimal with or without colons; null for empty text.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static TlsTrust? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        if (trimmed.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)) return new TlsTrust(trimmed, Read(trimmed), null);
        var digits = trimmed.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 64 || !digits.All(char.IsAsciiHexDigit)) throw new FormatException("Enter a certificate in PEM form or its SHA-256 fingerprint.");
        return new TlsTrust(trimmed, [], digits.ToUpperInvariant());
    }

    /// <summary>Whether the server may be spoken to. A fingerprint must be that of the server's own certificate; an authority must have signed its name.</summary>
    public bool Believes(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) return false;
        if (Fingerprint is not null) return CryptographicOperations.FixedTimeEquals(
            Convert.FromHexString(Fingerprint), SHA256.HashData(certificate.RawData));
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var pem in Pems) chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(pem));
        return chain.Build(certificate);
    }

    private static List<string> Read(string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new FormatException("This is no certificate in PEM form.", e);
        }

        if (certificates.Count == 0) throw new FormatException("This is no certificate in PEM form.");
        return [.. certificates.Select(c => c.ExportCertificatePem())];
    }

    /// <inheritdoc/>
    public bool Equals(TlsTrust? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
