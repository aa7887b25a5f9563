namespace Lobster.Core.Compute;

/// <summary>Takes secrets out of what is shown. The contracts forbid them in messages; a provider that echoes one all the same must not reach the screen.</summary>
internal static class SecretText
{
    // Shorter ones would black out ordinary words, and are no secrets.
    private const int Shortest = 4;

    /// <summary>The text with each secret replaced by dots.</summary>
    public static string Without(this string text, IReadOnlyDictionary<string, string> secrets) =>
        secrets.Values.Where(s => s.Length >= Shortest).Aggregate(text, (said, secret) => said.Replace(secret, "••••", StringComparison.Ordinal));
}
