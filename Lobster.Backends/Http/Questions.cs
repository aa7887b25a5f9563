namespace Lobster.Backends.Http;

/// <summary>Tells questions from changes, also where a provider takes both by the same method.</summary>
internal static class Questions
{
    private static readonly HttpRequestOptionsKey<bool> ChangesNothing = new("Lobster.ChangesNothing");

    /// <summary>Says of a request that it only asks, whatever its method.</summary>
    public static void SayItChangesNothing(this HttpRequestMessage request) => request.Options.Set(ChangesNothing, true);

    /// <summary>Whether a request may change something at the provider.</summary>
    public static bool MayChange(this HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && !(request.Options.TryGetValue(ChangesNothing, out var isQuestion) && isQuestion);
}
