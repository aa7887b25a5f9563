using System.Net;
using Lobster.Core.Data;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Configuration;

/// <summary>The real program in a process of its own.</summary>
public sealed class ProgramTests
{
    [Theory, EveryDatabase]
    public async Task Program_KilledAndStartedAgain_AnswersAndItsBooksAreInOrder(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.StartAsync(provider);
        using var client = panel.Client();

        await panel.KillAsync();
        await panel.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("readyz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("")).StatusCode);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
        Assert.Equal(0, await panel.StopAsync());
    }

    [Fact]
    public async Task Metrics_FromThisMachine_ShowTheGauges_AndNotThroughAProxy()
    {
        await using var panel = await PanelProcess.StartAsync();
        using var client = panel.Client();

        await Wait.UntilAsync("the gauges", async () => (await client.GetStringAsync("metrics")).Contains("lobster_operations", StringComparison.Ordinal));
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, "metrics");
        passedOn.Headers.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(passedOn)).StatusCode);
    }

    [Fact]
    public async Task Page_InProduction_CarriesTheSecurityHeadersAndOffersTheSetUpLinkOnce()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Lobster:Seed:Demo"] = "false",
        });
        using var client = panel.Client();

        var page = await client.GetAsync("");
        var line = await panel.LineAsync("/setup/");
        var link = line.Split(' ').First(w => w.Contains("/setup/", StringComparison.Ordinal));

        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(link))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("setup/" + new string('0', 64))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("webhooks/test", null)).StatusCode);
        Assert.Equal(0, (await panel.VerbAsync("admin", "create", "--email", "root@example.com")).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(link))).StatusCode);
    }

    [Theory, EveryDatabase]
    public async Task AdminCreate_Twice_MakesOneAdminAndPrintsAPasswordEachTime(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.PrepareAsync(provider);

        var first = await panel.VerbAsync("admin", "create", "--email", "root@example.com", "--username", "root");
        var second = await panel.VerbAsync("admin", "create", "--email=root@example.com");

        Assert.True(first.Code == 0, first.Output);
        Assert.True(second.Code == 0, second.Output);
        Assert.Contains("Password, shown only now:", first.Output, StringComparison.Ordinal);
        Assert.NotEqual(first.Output, second.Output);
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("verify", "twice")]
    [InlineData("restore")]
    public async Task Verb_ThatDoesNotExist_IsToldWithTheOnesThatDo_AndTouchesNothing(params string[] verb)
    {
        await using var panel = await PanelProcess.PrepareAsync();

        var ended = await panel.VerbAsync(verb);

        Assert.Equal(2, ended.Code);
        Assert.Contains("There are: verify;", ended.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(panel.DataFolder));
    }
}
