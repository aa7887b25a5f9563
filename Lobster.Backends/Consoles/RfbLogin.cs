using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>
/// Logs in at a VNC server up to where the client's own greeting follows (RFC 6143, 7.1: version, security, result), so that the browser never learns the password. Knows versions
/// 3.3, 3.7, 3.8 and the security types None and VNC authentication; a server that wants another is refused.
/// </summary>
internal sealed class RfbLogin(Stream stream)
{
    private const byte None = 1;
    private const byte VncAuthentication = 2;
    private const int VersionLength = 12;
    private const int LongestReason = 4096;

    /// <summary>Runs it.</summary>
    /// <exception cref="ConsoleLineException">The server refuses, or wants what is not known here.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task RunAsync(string? password, CancellationToken cancellationToken)
    {
        var version = await AgreeAsync(cancellationToken);
        var security = await ChooseAsync(version, password is not null, cancellationToken);
        if (security == VncAuthentication) await ProveAsync(password!, cancellationToken);
        // Without authentication only version 3.8 tells a result.
        if (security == VncAuthentication || version == 8) await CheckAsync(version, cancellationToken);
    }

    private async Task<int> AgreeAsync(CancellationToken cancellationToken)
    {
        var told = Encoding.ASCII.GetString(await ReadAsync(VersionLength, cancellationToken));
        if (!told.StartsWith("RFB ", StringComparison.Ordinal)
            || !int.TryParse(told.AsSpan(4, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(told.AsSpan(8, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            throw new ConsoleLineException("What answers is no VNC server.");
        var version = (major, minor) switch { ( > 3, _) or (3, >= 8) => 8, (3, 7) => 7, _ => 3 };
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"RFB 003.00{version}\n"), cancellationToken);
        return version;
    }

    private async Task<byte> ChooseAsync(int version, bool hasPassword, CancellationToken cancellationToken)
    {
        if (version == 3)
        {
            var type = await ReadNumberAsync(cancellationToken);
            if (type == 0) throw await RefusalAsync(ConsoleEnd.Unreachable, cancellationToken);
            return Require([(byte)Math.Min(type, byte.MaxValue)], hasPassword);
        }

        var count = (await ReadAsync(1, cancellationToken))[0];
        if (count == 0) throw await RefusalAsync(ConsoleEnd.Unreachable, cancellationToken);
        var chosen = Require(await ReadAsync(count, cancellationToken), hasPassword);
        await stream.WriteAsync(new[] { chosen }, cancellationToken);
        return chosen;
    }

    private static byte Require(byte[] offered, bool hasPassword)
    {
        if (hasPassword && offered.Contains(VncAuthentication)) return VncAuthentication;
        if (offered.Contains(None)) return None;
        throw new ConsoleLineException(ConsoleEnd.LoginRefused, offered.Contains(VncAuthentication)
            ? "The VNC server wants a password, and the provider gave none."
            : $"The VNC server offers only security types that are not known here: {string.Join(", ", offered)}.");
    }

    private async Task ProveAsync(string password, CancellationToken cancellationToken)
    {
        var challenge = await ReadAsync(VncChallenge.Length, cancellationToken);
        await stream.WriteAsync(VncChallenge.Answer(password, challenge), cancellationToken);
    }

    private async Task CheckAsync(int version, CancellationToken cancellationToken)
    {
        if (await ReadNumberAsync(cancellationToken) == 0) return;
        throw version == 8 ? await RefusalAsync(ConsoleEnd.LoginRefused, cancellationToken) : new ConsoleLineException(ConsoleEnd.LoginRefused, "The VNC server did not take the password.");
    }

    private async Task<ConsoleLineException> RefusalAsync(ConsoleEnd end, CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(await ReadNumberAsync(cancellationToken), LongestReason);
        return new ConsoleLineException(end, $"The VNC server refused: {Encoding.UTF8.GetString(await ReadAsync(length, cancellationToken))}");
    }

    private async Task<uint> ReadNumberAsync(CancellationToken cancellationToken) => BinaryPrimitives.ReadUInt32BigEndian(await ReadAsync(sizeof(uint), cancellationToken));

    private async Task<byte[]> ReadAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
