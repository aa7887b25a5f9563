using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>The one call that needs no credentials.</summary>
internal sealed class ProxmoxLogin(ProviderClient http)
{
    /// <summary>POST /access/ticket.</summary>
    /// <exception cref="BackendException">A lost answer is <see cref="BackendErrorKind.Unavailable"/>, since a login changes nothing.</exception>
    public async Task<ProxmoxTicket> LogInAsync(string user, string password, CancellationToken token)
    {
        using var form = new FormUrlEncodedContent([new("username", user), new("password", password)]);
        try
        {
            var answer = await http.SendAsync(HttpMethod.Post, "access/ticket", form, token);
            return http.Parse(answer, ProxmoxJson.Default.ProxmoxTicketAnswer).Data;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.OutcomeUnknown)
        {
            throw new BackendException(BackendErrorKind.Unavailable, "Proxmox VE did not answer the login.", e) { ProviderText = e.ProviderText };
        }
    }
}
