using Lobster.Backends.Compute.Proxmox;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Over real sockets: whom we believe, and how bodies are framed.</summary>
public sealed class ProxmoxNodeTests : IDisposable
{
    private readonly ProxmoxFake fake = new(TimeProvider.System);
    private readonly ServiceProvider services = new ServiceCollection().AddProxmox().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    public void Dispose()
    {
        services.Dispose();
        fake.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certificate_ThatIsPinned_IsBelieved(bool byFingerprint)
    {
        await using var node = await ProxmoxNode.StartAsync(fake);
        var trust = byFingerprint ? node.Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) : node.Certificate.ExportCertificatePem();

        Assert.Empty(await Open(node, trust).ListAsync(Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Certificate_OfSomebodyElse_IsNotSpokenTo(string trust)
    {
        await using var node = await ProxmoxNode.StartAsync(fake);

        var failure = await Assert.ThrowsAsync<BackendException>(async () => await Open(node, trust).ListAsync(Token).ToListAsync(Token));

        Assert.Equal(BackendErrorKind.Unavailable, failure.Kind);
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.Empty(node.Bodies);
    }

    [Fact]
    public async Task Bodies_OnTheWire_AreNeverChunkedAndDeletionsHaveNone()
    {
        await using var node = await ProxmoxNode.StartAsync(fake);
        var backend = Open(node, node.Certificate.ExportCertificatePem());
        fake.AddForeign(2);

        await backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "web1", new VmSize(null, 1, 1024, 20), "9000"), Token);
        await backend.StartAsync("20001", Token);
        await Assert.IsType<IRename>(backend, exactMatch: false).RenameAsync("20000", "other", Token);
        await backend.DeleteAsync("20000", Token);

        Assert.Equal(["DELETE", "GET", "POST", "PUT"], node.Bodies.Select(b => b.Method).Distinct().Order());
        Assert.All(node.Bodies, b => Assert.Empty(b.Chunked));
        Assert.All(node.Bodies.Where(b => b.Method is "POST" or "PUT"), b => Assert.NotNull(b.Length));
        Assert.All(node.Bodies.Where(b => b.Method is "DELETE" or "GET"), b => Assert.True(b.Length is null or 0));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // By user and password: a login that fails is not tried again.
    private IComputeBackend Open(ProxmoxNode node, string trust)
    {
        var options = new Dictionary<string, string> { ["address"] = node.Address, ["trust"] = trust, ["user"] = ProxmoxFake.User, ["storage"] = "local-lvm", ["imageStorage"] = "local" };
        return services.GetRequiredService<IBackendFactory>().Create(
            new BackendSettings(1, "Rack", Guid.CreateVersion7(), 1, options, new Dictionary<string, string> { ["password"] = ProxmoxFake.Password }));
    }
}
