using System.Text.Json;

namespace Lobster.Core.Compute;

/// <summary>What a form's fields come to: values that were typed, and secrets that were typed or kept. Empty ones are left out.</summary>
/// <param name="Plain">Field key to value.</param>
/// <param name="Secrets">Field key to secret, in the clear.</param>
internal sealed record TypedOptions(IReadOnlyDictionary<string, string> Plain, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Reads a form.</summary>
    /// <param name="fields">The fields that there are.</param>
    /// <param name="typed">What was typed; a secret that is missing stays as it was, an empty one is removed.</param>
    /// <param name="stored">The values that are stored, as a JSON object; null when there are none.</param>
    /// <param name="kept">The secrets that are stored.</param>
    public static TypedOptions Of(
        IReadOnlyList<OptionField> fields, IReadOnlyDictionary<string, string> typed, string? stored, IReadOnlyDictionary<string, string> kept)
    {
        var secret = fields.Where(f => f.Kind.IsSecret()).Select(f => f.Key).ToHashSet();
        var all = kept.Where(k => secret.Contains(k.Key)).Concat(typed.Where(v => secret.Contains(v.Key)))
            .GroupBy(v => v.Key).Select(g => g.Last()).Where(v => v.Value.Length > 0).ToDictionary();
        var plain = WithoutThePast(fields, typed, stored).Where(v => !secret.Contains(v.Key) && v.Value.Length > 0);
        return new TypedOptions(plain.ToDictionary(), all);
    }

    // A field that only an older release had is handed back as it was stored; nobody could take it out of the form. What else is unknown stays, to be refused.
    private static IEnumerable<KeyValuePair<string, string>> WithoutThePast(IReadOnlyList<OptionField> fields, IReadOnlyDictionary<string, string> typed, string? stored)
    {
        var old = stored is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stored) ?? [];
        return typed.Where(v => fields.Any(f => f.Key == v.Key) || old.GetValueOrDefault(v.Key) != v.Value);
    }
}
