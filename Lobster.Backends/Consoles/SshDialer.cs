using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Lobster.Backends.Consoles;

/// <summary>Opens terminals by SSH.NET. The host's key is pinned when it is first seen, or told by the backend; a host that shows another is not logged in to.</summary>
internal sealed class SshDialer(HostKeys hostKeys)
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);

    /// <summary>Connects, logs in with what the backend gave or what is typed, and opens a shell.</summary>
    /// <exception cref="ConsoleLineException">It cannot be had.</exception>
    public async Task<ConsoleLine> ConnectAsync(VmId vmId, ConsoleAccess.Ssh access, IConsolePrompt prompt, CancellationToken cancellationToken)
    {
        var host = string.Create(CultureInfo.InvariantCulture, $"{access.Host}:{access.Port}");
        var pinned = SshHostKey.OfLine(access.HostKey) ?? await hostKeys.FindAsync(vmId, host, cancellationToken);
        var (client, seen) = await LogInAsync(access, pinned, prompt, cancellationToken);
        try
        {
            if (pinned is null && await hostKeys.PinAsync(vmId, host, seen, cancellationToken) != seen) throw OtherKey();
            return new SshLine(client, prompt.Size) { HostKey = new SeenHostKey(seen, pinned is null) };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task<(SshClient Client, string HostKey)> LogInAsync(ConsoleAccess.Ssh access, string? pinned, IConsolePrompt prompt, CancellationToken cancellationToken)
    {
        var isGiven = access.PrivateKey is not null || access.Password is not null;
        for (var tries = 1; ; tries++)
        {
            var password = isGiven ? access.Password : await prompt.AskAsync($"{access.User}@{access.Host}'s password: ", cancellationToken);
            if (!isGiven && password is null) throw new ConsoleLineException(ConsoleEnd.Left, "No password was typed.");
            try
            {
                return await TryAsync(access, password, pinned, cancellationToken);
            }
            catch (SshAuthenticationException e) when (isGiven || tries == Tries)
            {
                throw new ConsoleLineException(ConsoleEnd.LoginRefused, "The SSH host did not take the log-in.", e);
            }
            catch (SshAuthenticationException)
            {
                // Typed wrongly: asked again.
            }
        }
    }

    private static async Task<(SshClient Client, string HostKey)> TryAsync(ConsoleAccess.Ssh access, string? password, string? pinned, CancellationToken cancellationToken)
    {
        string? seen = null;
        var client = new SshClient(new ConnectionInfo(access.Host, access.Port, access.User, [.. Methods(access, password)]) { Timeout = Patience }) { KeepAliveInterval = SignOfLife };
        client.HostKeyReceived += (_, key) =>
        {
            seen = SshHostKey.Of(key);
            key.CanTrust = pinned is null || pinned == seen;
        };
        try
        {
            await client.ConnectAsync(cancellationToken);
            return (client, seen!);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (seen is not null && pinned is not null && seen != pinned) throw OtherKey(e);
            throw e is SshAuthenticationException or OperationCanceledException ? e : Unreachable(e);
        }
    }

    private static IEnumerable<AuthenticationMethod> Methods(ConsoleAccess.Ssh access, string? password)
    {
        if (access.PrivateKey is { } pem) yield return new PrivateKeyAuthenticationMethod(access.User, new PrivateKeyFile(new MemoryStream(Encoding.UTF8.GetBytes(pem))));
        if (password is null) yield break;
        yield return new PasswordAuthenticationMethod(access.User, password);
        // Many hosts ask for the same password in this way only.
        var asked = new KeyboardInteractiveAuthenticationMethod(access.User);
        asked.AuthenticationPrompt += (_, e) =>
        {
            foreach (var question in e.Prompts) question.Response = password;
        };
        yield return asked;
    }

    private static ConsoleLineException OtherKey(Exception? e = null) => new(ConsoleEnd.OtherHostKey, "The SSH host showed another key than the pinned one.", e);

    private static Exception Unreachable(Exception e) =>
        e is SshException or SocketException or IOException or InvalidOperationException ? new ConsoleLineException($"The SSH host cannot be reached: {e.GetType().Name}.", e) : e;
}
