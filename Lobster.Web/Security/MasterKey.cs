using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lobster.Web.Configuration;

namespace Lobster.Web.Security;

/// <summary>
/// The certificate that wraps the key ring, in a file outside the database. Whoever has both can read the stored secrets;
/// a backup of the database alone cannot.
/// </summary>
/// <param name="Certificate">With its private key.</param>
/// <param name="File">Its full path.</param>
/// <param name="IsNew">Whether this start has made it.</param>
internal sealed record MasterKey(X509Certificate2 Certificate, string File, bool IsNew)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the file, or makes it, readable by its owner only, when there is none.</summary>
    /// <exception cref="SettingException">It is there and cannot be used, or cannot be made.</exception>
    public static MasterKey Open(string file, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var isNew = !System.IO.File.Exists(file) && TryWrite(file, time);
            return new MasterKey(X509Certificate2.CreateFromPemFile(file), file, isNew);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException($"{SecurityOptions.Section}:MasterKeyFile {file} cannot be used: {e.Message}");
        }
    }

    // Written beside and moved, so that another node that starts at the same moment sees a whole file or none.
    private static bool TryWrite(string file, TimeProvider time)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(draft, options)) writer.Write(NewPem(time.GetUtcNow()));
        try
        {
            System.IO.File.Move(draft, file, overwrite: false);
            return true;
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            System.IO.File.Delete(draft);
            return false;
        }
    }

    private static string NewPem(DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Lobster master key", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // The dates mean nothing here: the key lives until the operator replaces it.
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(100));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
