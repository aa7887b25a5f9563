using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Consoles;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>The server's side of RFB's opening (RFC 6143, 7.1 and 7.2): version 3.8 with VNC authentication, and nothing else.</summary>
internal static class RfbHandshake
{
    private const int VersionLength = 12;
    private const byte VncAuthentication = 2;
    private static readonly byte[] NoSecurityType = [0];
    private static readonly byte[] NoSecurityTypeBefore37 = [0, 0, 0, 0];
    private static readonly byte[] Ok = [0, 0, 0, 0];
    private static readonly byte[] Failed = [0, 0, 0, 1];

    /// <summary>Whose password it was that answered the challenge; null: nobody's, and the client knows it is refused.</summary>
    /// <exception cref="InvalidDataException">The client speaks something else.</exception>
    public static async Task<SandboxShell?> AcceptAsync(Stream stream, Func<byte[], byte[], SandboxShell?> redeem, CancellationToken cancellationToken)
    {
        var writer = new RfbWriter(stream);
        await stream.WriteAsync("RFB 003.008\n"u8.ToArray(), cancellationToken);
        var minor = Minor(await ReadAsync(stream, VersionLength, cancellationToken));
        if (minor < 8)
        {
            await writer.FailAsync(minor < 7 ? NoSecurityTypeBefore37 : NoSecurityType, "This screen speaks RFB 3.8.", cancellationToken);
            return null;
        }

        await stream.WriteAsync((byte[])[1, VncAuthentication], cancellationToken);
        if ((await ReadAsync(stream, 1, cancellationToken))[0] != VncAuthentication)
        {
            await writer.FailAsync(Failed, "This screen wants VNC authentication.", cancellationToken);
            return null;
        }

        if (await AuthenticateAsync(stream, redeem, cancellationToken) is not { } shell)
        {
            await writer.FailAsync(Failed, "The password is wrong, was used before or is too old.", cancellationToken);
            return null;
        }

        await stream.WriteAsync(Ok, cancellationToken);
        // Whether the client would share its screen does not matter: it has one of its own.
        await ReadAsync(stream, 1, cancellationToken);
        await writer.InitAsync(shell.Name, cancellationToken);
        return shell;
    }

    private static async Task<SandboxShell?> AuthenticateAsync(Stream stream, Func<byte[], byte[], SandboxShell?> redeem, CancellationToken cancellationToken)
    {
        var challenge = RandomNumberGenerator.GetBytes(VncChallenge.Length);
        await stream.WriteAsync(challenge, cancellationToken);
        return redeem(challenge, await ReadAsync(stream, VncChallenge.Length, cancellationToken));
    }

    // Later versions of the protocol's third begin as 3.8 does.
    private static int Minor(byte[] version) =>
        Encoding.ASCII.GetString(version) is ['R', 'F', 'B', ' ', '0', '0', '3', '.', .. var minor, '\n']
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException("The client does not speak RFB 3.");

    private static async Task<byte[]> ReadAsync(Stream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
