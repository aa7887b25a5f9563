using Lobster.Backends.Compute.Proxmox;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>A cluster with two templates of the operator's and no machine.</summary>
public sealed class ProxmoxFixture : HttpFixture
{
    public ProxmoxFixture() => Api = new ProxmoxFake(Time);

    public override ProxmoxFake Api { get; }

    /// <summary>What the region's form says; tests change it before the backend is opened.</summary>
    public Dictionary<string, string> Values { get; } = new()
    {
        ["address"] = "https://pve.example.org:8006", ["tokenId"] = ProxmoxFake.TokenId, ["tokenSecret"] = ProxmoxFake.TokenSecret, ["user"] = ProxmoxFake.User, ["password"] = ProxmoxFake.Password,
        ["storage"] = "local-lvm", ["imageStorage"] = "local", ["addresses"] = "203.0.113.10-203.0.113.250/24 203.0.113.1",
    };

    public override IReadOnlyDictionary<string, string> Form => Values;

    public override IReadOnlyList<string> Secrets { get; } = [ProxmoxFake.TokenSecret, ProxmoxFake.Password, ProxmoxFake.VncTicket, ProxmoxFake.TermTicket];

    // The list is one answer.
    public override string? RepeatedPage => null;

    public override VmSize Size { get; } = new(null, 1, 1024, 20);

    public override VmSize LargerSize { get; } = new(null, 2, 4096, 40);

    public override string ImageId => "9000";

    public override string OtherImageId => "9001";

    public override int MoreThanOnePage => 30;

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/qemu", StringComparison.Ordinal);

    public override bool IsList(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/cluster/resources", StringComparison.Ordinal);

    public override void ResetCounters() => Api.ResetCounters();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddProxmox();
}
