namespace Lobster.Backends.Http;

/// <summary>How many requests a provider takes from one credential.</summary>
/// <param name="Requests">So many,</param>
/// <param name="Per">in each such span.</param>
/// <param name="Burst">How many at once after a pause; at least 1.</param>
internal sealed record RequestRate(int Requests, TimeSpan Per, int Burst);
