using Json = Lobster.Backends.Compute.OpenStack.OpenStackJson;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Neutron (https://docs.openstack.org/api-ref/network/v2/): one method per call.</summary>
internal sealed class OpenStackNeutron(OpenStackHttp http)
{
    /// <summary>GET /v2.0/ports?device_id=…: a machine's ports, the oldest first.</summary>
    public async Task<IReadOnlyList<OpenStackPort>> PortsAsync(string vm, CancellationToken token)
    {
        var all = await http.GetAsync(http.NetworkAsync($"ports?device_id={Uri.EscapeDataString(vm)}", token), Json.Default.OpenStackPorts, token);
        return [.. all.Ports.OrderBy(p => p.CreatedAt, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)];
    }

    /// <summary>GET /v2.0/floatingips?port_id=…: the floating addresses of some ports.</summary>
    public async Task<IReadOnlyList<OpenStackFloatingIp>> FloatingIpsAsync(IEnumerable<string> ports, CancellationToken token)
    {
        var query = string.Join('&', ports.Select(p => $"port_id={p}"));
        return query.Length == 0 ? [] : (await http.GetAsync(http.NetworkAsync($"floatingips?{query}", token), Json.Default.OpenStackFloatingIps, token)).FloatingIps;
    }

    /// <summary>POST /v2.0/floatingips: a new address, bound to a port in one.</summary>
    public async Task<OpenStackFloatingIp> AddFloatingIpAsync(OpenStackNewFloatingIp body, CancellationToken token) => (await http.SendAsync(
        HttpMethod.Post, http.NetworkAsync("floatingips", token), new OpenStackFloatingIpRequest(body), Json.Default.OpenStackFloatingIpRequest,
        Json.Default.OpenStackFloatingIpAnswer, token)).FloatingIp;

    /// <summary>DELETE /v2.0/floatingips/{id}: unbinds it and gives it back.</summary>
    public Task DeleteFloatingIpAsync(string id, CancellationToken token) => http.DeleteAsync(http.NetworkAsync($"floatingips/{id}", token), token);

    /// <summary>GET /v2.0/networks/{id}; null when there is none that we may see.</summary>
    public async Task<OpenStackNetwork?> NetworkAsync(string id, CancellationToken token) =>
        (await http.FindAsync(http.NetworkAsync($"networks/{id}", token), Json.Default.OpenStackNetworkAnswer, token))?.Network;
}
