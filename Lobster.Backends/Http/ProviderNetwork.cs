namespace Lobster.Backends.Http;

/// <summary>Another way out than sockets, registered as a service: a proxy's handler or, in tests, a provider in memory. The requests of such a way are not slowed down.</summary>
/// <param name="Handler">Sends requests. Its owner disposes it.</param>
public sealed record ProviderNetwork(HttpMessageHandler Handler);
