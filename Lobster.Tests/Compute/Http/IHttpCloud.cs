using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Http;

/// <summary>What <see cref="HttpFaultSuite{TFixture}"/> and <see cref="PanelLifeSuite{TFixture}"/> must know of a cloud that is spoken to over HTTP.</summary>
public interface IHttpCloud
{
    /// <summary>The provider.</summary>
    FakeApi Api { get; }

    /// <summary>Its clock and our client's.</summary>
    FakeTimeProvider Time { get; }

    /// <summary>All that our client logs.</summary>
    LinesLog Log { get; }

    /// <summary>The type of its backend.</summary>
    string Type { get; }

    /// <summary>The options and secrets of a region, as an admin types them.</summary>
    IReadOnlyDictionary<string, string> Form { get; }

    /// <summary>Adds its backend to a panel, with this cloud in the place of the network.</summary>
    void AddTo(IServiceCollection services);

    /// <summary>What must appear in no log and in no failure.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>A page of the list of machines that names a page which has been read; null where pages cannot repeat.</summary>
    string? RepeatedPage { get; }

    /// <summary>The request that makes a machine.</summary>
    bool IsCreate(HttpRequestMessage request);

    /// <summary>A request for a page of machines.</summary>
    bool IsList(HttpRequestMessage request);
}
