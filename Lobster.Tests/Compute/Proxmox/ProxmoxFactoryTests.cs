using Lobster.Backends.Compute.Proxmox;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Proxmox;

public sealed class ProxmoxFactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddProxmox().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("address", "pve.example.org")]
    [InlineData("trust", "none")]
    [InlineData("storage", "local lvm")]
    [InlineData("bridge", "vmbr0,tag=7")]
    [InlineData("node", "pve1/..")]
    [InlineData("tokenId", "root@pam")]
    [InlineData("user", "root")]
    [InlineData("addresses", "192.0.2.1")]
    [InlineData("addresses", "192.0.2.9-192.0.2.1/24")]
    [InlineData("addresses", "192.0.2.1/24\n192.0.2.1-192.0.2.3/24")]
    [InlineData("addresses", "10.0.0.0-10.255.255.255/8")]
    [InlineData("lastNumber", "100")]
    public void Validate_OptionThatMakesNoSense_IsNamed(string key, string value) => Assert.Contains(key, Factory.Validate(Settings((key, value))).Keys);

    [Theory]
    [InlineData("tokenId", "")]
    [InlineData("tokenSecret", "")]
    [InlineData("user", "")]
    [InlineData("password", "")]
    public void Validate_HalfOfACredential_IsRefused(string key, string value) => Assert.NotEmpty(Factory.Validate(Settings((key, value))));

    [Fact]
    public void Validate_NoCredentialsAtAll_IsRefused() =>
        Assert.Equal(["tokenId"], Factory.Validate(Settings(("tokenId", ""), ("tokenSecret", ""), ("user", ""), ("password", ""))).Keys);

    [Theory]
    [InlineData("tokenId", "tokenSecret")]
    [InlineData("user", "password")]
    [InlineData("addresses", "node")]
    public void Validate_WithoutWhatMayBeLeftOut_IsFine(string one, string other) => Assert.Empty(Factory.Validate(Settings((one, ""), (other, ""))));

    [Fact]
    public void Create_WithoutStorage_Throws()
    {
        Assert.IsType<ProxmoxBackend>(Factory.Create(Settings()));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings(("storage", " "))));
    }

    private BackendSettings Settings(params (string Key, string Value)[] values)
    {
        var all = new Dictionary<string, string>(new ProxmoxFixture().Values);
        foreach (var (key, value) in values) all[key] = value;
        var secrets = Factory.OptionFields.Where(f => f.Kind.IsSecret()).Select(f => f.Key).ToHashSet();
        return new BackendSettings(
            1, "Rack", Guid.CreateVersion7(), 1, all.Where(v => !secrets.Contains(v.Key)).ToDictionary(), all.Where(v => secrets.Contains(v.Key)).ToDictionary());
    }
}
