using Lobster.Backends.Compute.Ec2;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Ec2.Moto;

/// <summary>An empty account at moto, or at our own fake where there is no moto. Moto does everything at once, and its clock is the world's.</summary>
public sealed class MotoFixture : BackendFixture
{
    // Two that moto has built in, of a machine with 15 GB.
    private const string First = "ami-760aaa0f";
    private const string Second = "ami-04681a1dbd79675a5";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);
    private readonly Ec2Fixture? fake = MotoServer.Address is null ? new Ec2Fixture() : null;
    private readonly LostAnswer network = new();
    private readonly ServiceProvider services;
    private bool isEmpty;

    public MotoFixture() =>
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddEc2().AddSingleton(new ProviderNetwork(network)).BuildServiceProvider();

    public override string Type => Factory.Type;

    public override Type BackendType => typeof(Ec2Backend);

    public override bool IsHere => false;

    public override VmSize Size => fake?.Size ?? new VmSize("t3.micro", 2, 1024, 20);

    public override VmSize LargerSize => fake?.LargerSize ?? new VmSize("t3.large", 2, 8192, 40);

    public override string ImageId => fake?.ImageId ?? First;

    public override string OtherImageId => fake?.OtherImageId ?? Second;

    // Moto knows no largest page: more than a few show that the list is whole.
    public override int MoreThanOnePage => 7;

    public override (string Id, Dictionary<string, string> Input)? Action => ("console-log", []);

    /// <summary>The way to moto, for what the backend has no method for; null where there is none.</summary>
    internal HttpMessageHandler? Network => fake is null ? network : null;

    public override IComputeBackend Open(Guid installationId)
    {
        if (fake is not null) return fake.Open(installationId);
        if (!isEmpty) Empty();
        var plain = new Dictionary<string, string> { ["region"] = "us-west-2", ["address"] = MotoServer.Address!.AbsoluteUri, ["imageOwners"] = "amazon", ["imageNames"] = "amzn-ami-hvm-2017*,amzn2-ami-hvm-2.0.2018*" };
        var secret = new Dictionary<string, string> { ["accessKeyId"] = "AKIATESTTESTTESTTEST", ["secretAccessKey"] = "secret" };
        return Factory.Create(new BackendSettings(3, "Moto", installationId, Factory.OptionsVersion, plain, secret));
    }

    public override Task AdvanceAsync(TimeSpan time) =>
        fake?.AdvanceAsync(time) ?? Task.Delay(time < LongestWait ? time : LongestWait, TimeProvider.System, TestContext.Current.CancellationToken);

    public override void LoseNextCreate()
    {
        if (fake is not null) fake.LoseNextCreate();
        else network.LoseNext("RunInstances");
    }

    public override void ResetCounters() => throw new InvalidOperationException("Nothing begins anew here.");

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (fake is not null) await fake.DisposeAsync();
        await services.DisposeAsync();
        network.Dispose();
        await base.DisposeAsync();
    }

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    private void Empty()
    {
        isEmpty = true;
        using var http = new HttpClient(network, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(MotoServer.Address!, "moto-api/reset"));
        using var answer = http.Send(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The way to the cloud, which may lose an answer.</summary>
    private sealed class LostAnswer() : DelegatingHandler(new SocketsHttpHandler())
    {
        private string? loses;

        public void LoseNext(string action) => loses = action;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            if (loses is null || !asked.Contains($"Action={loses}", StringComparison.Ordinal)) return response;
            loses = null;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }
    }
}
