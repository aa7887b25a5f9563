using System.Security.Cryptography;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>The private key of an API key: ECDSA on the curve P-256. Coinbase's business pages take no other kind.</summary>
internal sealed class CoinbaseKey
{
    private readonly string pem;

    private CoinbaseKey(string id, string pem) => (Id, this.pem) = (id, pem);

    /// <summary>The API key's id; no secret.</summary>
    public string Id { get; }

    /// <summary>Reads a key as it was pasted.</summary>
    /// <param name="id">The API key's id.</param>
    /// <param name="text">The private key in PEM form; line ends that were pasted as the two characters of a JSON file are put right.</param>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static CoinbaseKey Read(string id, string text)
    {
        var pem = text.Trim().Trim('"').Replace("\\n", "\n", StringComparison.Ordinal).Trim();
        if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) throw new FormatException("Enter the whole private key of an ECDSA API key, from BEGIN to END. Ed25519 keys do not work here.");
        var key = new CoinbaseKey(id, pem);
        using var tried = key.Open();
        return tried.KeySize == 256 ? key : throw new FormatException("This key is on another curve. Make an ECDSA API key at Coinbase.");
    }

    /// <summary>The key itself. The caller disposes it; one is for one thread.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public ECDsa Open()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // Without the exception behind it, which may hold some of the key.
            throw new FormatException("This private key cannot be read. Make an ECDSA API key at Coinbase and paste all of it.");
        }
    }
}
