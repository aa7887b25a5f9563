using Lobster.Backends;
using Lobster.Backends.Compute.Takeover;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Takeover;

public sealed class OldConfigurationTests
{
    // What a file of the original looked like, with its other sections.
    private const string File = """
        {
            "splash_routes": { "/": "index" },
            "vm": [
                { "name": "Moon", "type": "openstack", "url": "http://controller:35357/v2.0", "username": "lobster", "password": "secret-1", "tenant": "Lobster", "network_id": "b169ba21" },
                { "name": "Mars", "type": "solusvm", "virt_type": "openvz", "node_group": "1", "url": "https://example.com:5656/api/admin/command.php", "api_id": "123", "api_key": "secret-2", "insecure": true },
                { "name": "Venus", "type": "lndynamic", "region": "toronto", "api_id": "0123456789abcdef", "api_key": "secret-3" },
                { "name": "Pluto", "type": "vultr", "region": "7", "api_key": "secret-4" },
                { "name": "Ceres", "type": "linode", "region": "99", "api_key": "secret-5" },
                { "name": "Test", "type": "fake" },
            ],
            "payment": [ { "name": "Paypal", "type": "paypal", "business": "payments@example.com" } ]
        }
        """;

    [Fact]
    public void Read_WholeFile_GivesEveryRegionInTodaysWords()
    {
        var regions = OldConfiguration.Read(File);

        Assert.Equal(["Moon openstack", "Mars solusvm1", "Venus lunanode", "Pluto vultr", "Ceres linode", "Test sandbox"], regions.Select(r => $"{r.Name} {r.BackendType}"));
        Assert.Equal(("http://controller:35357/v3", "password", "Lobster", "b169ba21"), (regions[0].Values["address"], regions[0].Values["login"], regions[0].Values["project"], regions[0].Values["network"]));
        Assert.Equal(("https://example.com:5656/", "openvz", "123"), (regions[1].Values["address"], regions[1].Values["virtType"], regions[1].Values["apiId"]));
        Assert.Equal("ams", regions[3].Values["region"]);
        Assert.False(regions[4].Values.ContainsKey("token"));
    }

    [Fact]
    public void Read_WhatCannotBeTakenOver_IsSaid()
    {
        var regions = OldConfiguration.Read(File);

        Assert.Contains("version 3", Assert.Single(regions[0].Notes), StringComparison.Ordinal);
        Assert.Contains("certificate", Assert.Single(regions[1].Notes), StringComparison.Ordinal);
        Assert.Equal(2, regions[4].Notes.Count);
        Assert.Empty(regions[2].Notes);
    }

    [Theory]
    [InlineData("""{ "provider": "digitalocean", "token": "t" }""", "digitalocean", "token")]
    [InlineData("""[ { "type": "digitalocean", "api_id": "t", "region": "nyc3" } ]""", "digitalocean", "token")]
    [InlineData("""{ "provider": "cloudstack", "url": "https://cloud/client/api", "zone_id": "z", "api_key": "k", "secret_key": "s" }""", "cloudstack", "secretKey")]
    [InlineData("""{ "provider": "proxmox", "url": "https://pve:8006", "username": "root@pam", "password": "p", "insecure": true }""", "proxmox", "password")]
    [InlineData("""{ "provider": "ec2", "key_id": "AKIA", "secret_key": "s", "region": "eu-central-1" }""", "ec2", "secretAccessKey")]
    [InlineData("""{ "type": "lobster", "url": "https://panel.example.com/api/", "api_id": "i", "api_key": "k", "region": "moon" }""", "lobster", "apiKey")]
    public void Read_OneBlock_OfThePanelOrItsLibrary(string json, string backend, string key)
    {
        var region = Assert.Single(OldConfiguration.Read(json));

        Assert.Equal(backend, region.BackendType);
        Assert.Contains(key, region.Values.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("\"type\"")]
    [InlineData("""{ "vm": [] }""")]
    [InlineData("""{ "vm": [ { "name": "No type" } ] }""")]
    [InlineData("""{ "type": "skynet", "api_key": "hidden-one" }""")]
    [InlineData("""{ "type": "vultr", "api_key": "hidden-one" """)]
    public void Read_AnythingElse_IsRefusedInASentenceWithoutValues(string json)
    {
        var refused = Assert.Throws<FormatException>(() => OldConfiguration.Read(json));

        Assert.DoesNotContain("hidden-one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFieldItFills_IsInTheFormOfThatBackend()
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddLobsterBackends().BuildServiceProvider();
        var forms = services.GetServices<IBackendFactory>().ToDictionary(f => f.Type, f => f.OptionFields.Select(o => o.Key).ToHashSet());

        Assert.All(OldTypes.All.Values, t => Assert.Subset(forms[t.Backend], t.Fields.Select(f => f.New).ToHashSet()));
    }
}
