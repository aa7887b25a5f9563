using Lobster.Backends.Compute.Gce;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Gce;

public sealed class GceFactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddGce().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("zone", "us-central1")]
    [InlineData("zone", "Iowa")]
    [InlineData("zone", "us-central1-f/../x")]
    [InlineData("network", "my network")]
    [InlineData("subnetwork", "a?b")]
    [InlineData("imageProjects", "debian-cloud, Not A Project")]
    [InlineData("machineFamily", "e2/")]
    [InlineData("sshUser", "Root User")]
    [InlineData("address", "compute.googleapis.com")]
    [InlineData("monitoringAddress", "ftp://monitoring.googleapis.com")]
    [InlineData("tokenAddress", "https://user@oauth2.googleapis.com/token")]
    public void Validate_OptionThatMakesNoSense_IsNamed(string key, string value) => Assert.Equal([key], Factory.Validate(Settings((key, value))).Keys);

    [Theory]
    [InlineData("not json at all", "no JSON")]
    [InlineData("{\"type\":\"service_account\"", "no JSON")]
    [InlineData("[]", "no JSON")]
    [InlineData("null", "empty")]
    [InlineData("{\"type\":\"authorized_user\",\"client_id\":\"x\"}", "another kind")]
    [InlineData("{}", "no private_key")]
    public void Validate_TextThatIsNoKeyFile_SaysWhy(string file, string words) => Assert.Contains(words, Problem(file), StringComparison.Ordinal);

    [Theory]
    [InlineData("project_id")]
    [InlineData("client_email")]
    [InlineData("private_key")]
    public void Validate_KeyFileWithoutAPart_NamesIt(string part)
    {
        var file = GceFakeAccount.Ours.KeyFile();
        file.Remove(part);

        Assert.Contains(part, Problem(file.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n")]
    [InlineData("no key")]
    public void Validate_KeyThatCannotBeRead_SaysSoAndTellsNothingOfIt(string key)
    {
        var file = GceFakeAccount.Ours.KeyFile();
        file["private_key"] = key;

        var problem = Problem(file.ToJsonString());

        Assert.Contains("private_key", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TokenAddressInTheFileThatIsNone_IsNamed()
    {
        var file = GceFakeAccount.Ours.KeyFile();
        file["token_uri"] = "nowhere";

        Assert.Contains("token_uri", Problem(file.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_GoodSettings_HasNoProblem()
    {
        Assert.Empty(Factory.Validate(Settings(("network", "projects/host/global/networks/shared"), ("subnetwork", "customers"), ("imageProjects", "debian-cloud,example.com:images"))));
        Assert.Empty(OptionRules.Check(Factory.OptionFields, new Dictionary<string, string> { ["serviceAccount"] = GceFakeAccount.Ours.File, ["zone"] = GceFake.Zone }));
    }

    [Fact]
    public void Create_WithoutAccountOrZone_Throws()
    {
        Assert.IsType<GceBackend>(Factory.Create(Settings()));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings() with { Secrets = new Dictionary<string, string>() }));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings(("zone", " "))));
    }

    [Fact]
    public void Account_Printed_TellsNoKey() => Assert.Equal($"service account {GceFakeAccount.Email}", GceAccount.Parse(GceFakeAccount.Ours.File).ToString());

    private string Problem(string file)
    {
        var problems = Factory.Validate(Settings() with { Secrets = new Dictionary<string, string> { ["serviceAccount"] = file } });
        return Assert.Single(problems, p => p.Key == "serviceAccount").Value;
    }

    private static BackendSettings Settings(params (string Key, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["zone"] = GceFake.Zone };
        foreach (var (key, value) in options) all[key] = value;
        return new BackendSettings(1, "Iowa", Guid.CreateVersion7(), 1, all, new Dictionary<string, string> { ["serviceAccount"] = GceFakeAccount.Ours.File });
    }
}
