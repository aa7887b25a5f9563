using System.Net;
using System.Net.Sockets;
using Lobster.Backends.Compute.OpenStack;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.OpenStack.Real;

/// <summary>A project at a real OpenStack, emptied after each test. Its clock is the world's.</summary>
public sealed class RealOpenStackFixture : BackendFixture
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);
    private readonly LostAnswer network = new();
    private readonly ServiceProvider services;
    private bool isOpen;
    private readonly Lazy<ImageFile> file = new(() => new ImageFile());

    public RealOpenStackFixture() =>
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddOpenStack().AddSingleton(new ProviderNetwork(network)).BuildServiceProvider();

    public override string Type => Factory.Type;

    public override Type BackendType => typeof(OpenStackBackend);

    public override bool IsHere => false;

    public override VmSize Size { get; } = new("1", 1, 512, 1);

    public override VmSize LargerSize { get; } = new("2", 1, 2048, 20);

    public override string ImageId => RealOpenStack.ImageId;

    public override string OtherImageId => RealOpenStack.OtherImageId;

    public override int MoreThanOnePage => 3;

    public override (Uri Source, string Format) FetchSource => (file.Value.Address, "raw");

    public override (string Id, Dictionary<string, string> Input)? Action => ("rescue", []);

    public override IComputeBackend Open(Guid installationId)
    {
        var form = new Dictionary<string, string>(RealOpenStack.Form) { ["pageSize"] = "2" };
        isOpen = true;
        bool IsSecret(string key) => Factory.OptionFields.Any(f => f.Key == key && f.Kind.IsSecret());
        return Factory.Create(new BackendSettings(
            3, "Real", installationId, Factory.OptionsVersion, form.Where(v => !IsSecret(v.Key)).ToDictionary(), form.Where(v => IsSecret(v.Key)).ToDictionary()));
    }

    // Nobody can turn a real cloud's clock: it is asked again after a moment.
    public override Task AdvanceAsync(TimeSpan time) => Task.Delay(time < LongestWait ? time : LongestWait, TimeProvider.System, TestContext.Current.CancellationToken);

    public override void LoseNextCreate() => network.LoseNext(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath.EndsWith("/servers", StringComparison.Ordinal));

    public override void ResetCounters() => throw new InvalidOperationException("Counters begin anew here with each restart of a guest.");

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (isOpen) await EmptyAsync();
        await services.DisposeAsync();
        network.Dispose();
        if (file.IsValueCreated) await file.Value.DisposeAsync();
        await base.DisposeAsync();
    }

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    private async Task EmptyAsync()
    {
        await foreach (var vm in Backend.ListAsync(CancellationToken.None)) await Backend.DeleteAsync(vm.Id, CancellationToken.None);
        await foreach (var image in ((IImageCatalogue)Backend).ListImagesAsync(CancellationToken.None))
            if (!image.IsPublic) await ((IImageDelete)Backend).DeleteImageAsync(image.Id, CancellationToken.None);
        while (await Backend.ListAsync(CancellationToken.None).AnyAsync()) await Task.Delay(LongestWait, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>The way to the cloud, which may lose an answer.</summary>
    private sealed class LostAnswer() : DelegatingHandler(new SocketsHttpHandler())
    {
        private Func<HttpRequestMessage, bool>? loses;

        public void LoseNext(Func<HttpRequestMessage, bool> which) => loses = which;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (loses?.Invoke(request) != true) return response;
            loses = null;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }
    }

    /// <summary>A disk image on this host, for the cloud to fetch.</summary>
    private sealed class ImageFile : IAsyncDisposable
    {
        private const int Bytes = 1024 * 1024;
        private readonly HttpListener listener = new();
        private readonly Task serving;

        public ImageFile()
        {
            listener.Prefixes.Add(Address.AbsoluteUri);
            listener.Start();
            serving = ServeAsync();
        }

        public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/disk/");

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await serving;
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private async Task ServeAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    context.Response.ContentLength64 = Bytes; // Glance insists on being told.
                    await context.Response.OutputStream.WriteAsync(new byte[Bytes]);
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    // The test is over, or the cloud did not want to the end.
                }
            }
        }
    }
}
