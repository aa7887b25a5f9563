using Lobster.Backends.Compute.Sandbox.Screen;
using Microsoft.Extensions.Logging;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// The screens of simulated machines: RFB (RFC 6143) on a loopback port. Each opening has a password of its own, and it is by the
/// password that the machine is found. Each connection has its own screen, on which the machine boots.
/// </summary>
internal sealed class SandboxScreens(TimeProvider time, ILogger<SandboxScreens> log) : SandboxListener(log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SandboxTickets passwords = new(time);

    public (int Port, string Password, DateTimeOffset Expires) Open(SandboxShell shell)
    {
        var port = OpenPort();
        var password = VncPassword.New();
        return (port, password, passwords.Add(password, shell));
    }

    protected override async Task TalkAsync(Stream stream, CancellationToken stopping)
    {
        if (await ShakeHandsAsync(stream, stopping) is { } shell)
            await new RfbSession(stream, new GuestScreen(shell), time).RunAsync(stopping);
    }

    private async Task<SandboxShell?> ShakeHandsAsync(Stream stream, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        return await RfbHandshake.AcceptAsync(
            stream, (challenge, answer) => passwords.Redeem(password => VncPassword.Fits(password, challenge, answer)), either.Token);
    }
}
