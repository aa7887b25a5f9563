using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>
/// Opens serial consoles (https://docs.openstack.org/nova/latest/admin/remote-console-access.html). Their proxy is a websockify: bytes as they are, the token in the
/// address, and no Origin where no browser asks.
/// </summary>
internal sealed class OpenStackTerminals(OpenStackCompute compute, TlsTrust? trust)
{
    /// <summary>A way to the terminal of a running machine.</summary>
    public async Task<ConsoleAccess> OpenAsync(string vmId, CancellationToken token)
    {
        // What was told is a secret, and stands in no failure.
        if (!Uri.TryCreate(await AddressAsync(vmId, token), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeWs && address.Scheme != Uri.UriSchemeWss))
            throw new BackendException(BackendErrorKind.Rejected, "OpenStack told no WebSocket address for the serial console: ask the cloud's operator to check the base_url of its serial consoles.");
        return new ConsoleAccess.SerialWebSocket(new ConsoleSocket(address) { SubProtocols = ["binary"], CaPem = trust?.Pem, CertificateSha256 = trust?.Fingerprint }, SerialFraming.Raw);
    }

    private async Task<string> AddressAsync(string vmId, CancellationToken token)
    {
        try
        {
            return await compute.ConsoleAsync(vmId, OpenStackConsoleKind.Serial, token);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected)
        {
            // A machine that is older than the cloud's setting has no port for it before its definition is written anew, which a hard reboot does.
            throw Again(e, "OpenStack has no serial console for this machine: the cloud offers none, or the machine is older than they are and was not restarted hard since.");
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            throw Again(e, "The machine's serial console is not ready yet.");
        }
    }

    private static BackendException Again(BackendException e, string message) => new(e.Kind, message, e) { ProviderText = e.ProviderText };
}
