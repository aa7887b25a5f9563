using System.Net;
using System.Text;

namespace Lobster.Backends.Http;

/// <summary>What a provider answered, read to its end.</summary>
/// <param name="Method">How it was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; empty when there was none.</param>
internal sealed record HttpAnswer(HttpMethod Method, HttpStatusCode Status, byte[] Body)
{
    /// <summary>The reason phrase; some providers say there what is wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>How long we are asked to wait; null: not told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Headers that a provider's own reading may need, by lower-case name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is a 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Whether the request may have changed something at the provider. By default what its method says.</summary>
    public bool MayHaveChanged { get; init; } = Method != HttpMethod.Get && Method != HttpMethod.Head;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Without the body, which may hold a login or a link that opens a console.</summary>
    public override string ToString() => $"{Method} answered {(int)Status}, {Body.Length} bytes";
}
