using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Http;

/// <summary>Writes down what a client sends and knows nothing.</summary>
internal sealed class WireRecorder : FakeApi
{
    /// <summary>A client that sends here.</summary>
    public ProviderClient Client(IProviderFaults faults, Func<HttpRequestMessage, CancellationToken, ValueTask>? signTry = null) =>
        new ProviderClients(new RequestBuckets(), NullLoggerFactory.Instance, TimeProvider.System, new ProviderNetwork(this))
            .Create(new ProviderEndpoint("Test", new Uri("https://api.example.org/")), faults, signTry: signTry);

    /// <summary>Makes a call and compares what it sent with what the contract gives.</summary>
    public async Task AssertSendsAsync(WireRequest wanted, Func<Task> call)
    {
        await Assert.ThrowsAsync<BackendException>(call);
        wanted.AssertIs(Asked[0], Bodies[0]);
    }
}
