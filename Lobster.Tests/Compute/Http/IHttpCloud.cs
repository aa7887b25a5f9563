using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Http;

/// <summary>What <see cref="HttpFaultSuite{TFixture}"/> must know of a cloud that is spoken to over HTTP.</summary>
public interface IHttpCloud
{
    /// <summary>The provider.</summary>
    FakeApi Api { get; }

    /// <summary>Its clock and our client's.</summary>
    FakeTimeProvider Time { get; }

    /// <summary>All that our client logs.</summary>
    LinesLog Log { get; }

    /// <summary>What must appear in no log and in no failure.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>A page of the list of machines that names a page which has been read; null where pages cannot repeat.</summary>
    string? RepeatedPage { get; }

    /// <summary>The request that makes a machine.</summary>
    bool IsCreate(HttpRequestMessage request);

    /// <summary>A request for a page of machines.</summary>
    bool IsList(HttpRequestMessage request);
}
