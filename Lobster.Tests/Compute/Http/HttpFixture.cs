using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Http;

/// <summary>An empty account at a provider that is spoken to over HTTP, and the backend as the panel makes it, over a network in memory.</summary>
public abstract class HttpFixture : BackendFixture
{
    private ServiceProvider? services;

    /// <summary>The provider.</summary>
    public abstract FakeApi Api { get; }

    /// <summary>Its clock and our client's.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>All that our client logs.</summary>
    public LinesLog Log { get; } = new();

    /// <summary>The options and secrets of a region, as an admin types them.</summary>
    public abstract IReadOnlyDictionary<string, string> Form { get; }

    /// <summary>What must appear in no log and in no failure; what of it is in <see cref="Form"/> is a credential.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>A page of the list of machines that names a page which has been read; null where pages cannot repeat.</summary>
    public abstract string? RepeatedPage { get; }

    /// <summary>How often a read goes out whose credentials are refused, logging in included: once, unless the provider's tokens can be had anew.</summary>
    public virtual int TriesWhenRefused => 1;

    /// <inheritdoc/>
    public override string Type => Factory.Type;

    /// <summary>Whether the provider believes only what was signed just now, so that its clock must tell what a panel's does.</summary>
    public virtual bool MindsTheTime => false;

    /// <summary>A secret as somebody would give it who has a wrong one; the form takes it, the provider does not.</summary>
    public virtual string Spoil(string secret) => "wrong-" + secret;

    /// <summary>The request that makes a machine.</summary>
    public abstract bool IsCreate(HttpRequestMessage request);

    /// <summary>A request for a page of machines.</summary>
    public abstract bool IsList(HttpRequestMessage request);

    /// <summary>Whether a request may change something, for providers whose questions are no GETs either.</summary>
    public virtual bool IsChange(HttpRequestMessage request) => request.Method != HttpMethod.Get;

    /// <summary>Adds the backend to a panel, with this cloud in the place of the network.</summary>
    public void AddTo(IServiceCollection services) => AddBackend(services).AddSingleton(new ProviderNetwork(Api));

    /// <inheritdoc/>
    public override IComputeBackend Open(Guid installationId) => Open(installationId, Form);

    /// <summary>A backend with other options than the suites need; the credentials are those of <see cref="Form"/>.</summary>
    public IComputeBackend Open(Dictionary<string, string> options) =>
        Open(InstallationId, Form.Where(v => IsSecret(v.Key) || v.Key == "region").Where(v => !options.ContainsKey(v.Key)).Concat(options).ToDictionary());

    /// <inheritdoc/>
    public override Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void LoseNextCreate() => Api.Meet(new Trouble(IsCreate) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

    /// <inheritdoc/>
    public override void ResetCounters() => throw new InvalidOperationException("Nothing begins anew here.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (services is not null) await services.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>The module of the backend.</summary>
    protected abstract IServiceCollection AddBackend(IServiceCollection services);

    private IBackendFactory Factory => (services ??= Compose()).GetRequiredService<IBackendFactory>();

    private IComputeBackend Open(Guid installationId, IReadOnlyDictionary<string, string> form) => Factory.Create(new BackendSettings(
        3, "Far away", installationId, Factory.OptionsVersion, form.Where(v => !IsSecret(v.Key)).ToDictionary(), form.Where(v => IsSecret(v.Key)).ToDictionary()));

    private bool IsSecret(string key) => Factory.OptionFields.Any(f => f.Key == key && f.Kind.IsSecret());

    private ServiceProvider Compose()
    {
        var all = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSingleton<ILoggerFactory>(Log);
        AddTo(all);
        return all.BuildServiceProvider();
    }
}
